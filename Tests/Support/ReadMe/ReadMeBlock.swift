import Foundation

/// A code block of the README's that people type, or have a program read: `sh`, `console`, which shows the answers,
/// too, or `ini`.
package struct ReadMeBlock {
    /// The title of its section, and its number among such blocks in there.
    package let name: String
    package let text: String

    /// What people read before the first title.
    private static let beginning = "The beginning"
    private static let languages = ["sh", "console", "ini"]

    package static func all() throws -> [ReadMeBlock] {
        let page = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
        var blocks: [ReadMeBlock] = []
        var (section, count, lines) = (beginning, 0, [String]())
        var language: String?
        for line in page.components(separatedBy: "\n") {
            switch (line.hasPrefix("```"), language) {
            case (true, nil):
                language = String(line.dropFirst(3))
                lines = []
            case (true, let ended?):
                if languages.contains(ended) {
                    count += 1
                    blocks.append(ReadMeBlock(name: "\(section) \(count)", text: lines.joined(separator: "\n")))
                }
                language = nil
            case (false, nil) where line.hasPrefix("## "): (section, count) = (String(line.dropFirst(3)), 0)
            case (false, nil): break
            case (false, _): lines.append(line)
            }
        }
        return blocks
    }
}
