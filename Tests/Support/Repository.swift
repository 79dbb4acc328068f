import Foundation

/// The checkout that the tests were built from, for tests of its other files.
package enum Repository {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    package static func path(_ name: String) -> String { root.appendingPathComponent(name).path }

    /// The lines of the README's section under this title, without the title.
    package static func readMeSection(_ title: String) throws -> String {
        let text = try String(contentsOfFile: path("README.md"), encoding: .utf8)
        let parts = text.components(separatedBy: "\n## \(title)\n")
        guard parts.count == 2 else { throw MissingSection(title: title) }
        return parts[1].components(separatedBy: "\n## ")[0]
    }

    /// The blocks of Swift in a page of Markdown.
    package static func codeBlocks(in page: String) throws -> [String] {
        let text = try String(contentsOfFile: path(page), encoding: .utf8)
        return text.components(separatedBy: "```swift\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
    }

    package struct MissingSection: Error {
        let title: String
    }
}
