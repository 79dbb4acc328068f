import Foundation
import TestSupport

/// A line of the README's table "When something is wrong".
struct Trouble {
    let state: String
    /// What the helper prints; `…` stands for what differs from case to case.
    let message: String

    func matches(_ printed: String) -> Bool {
        let parts = message.components(separatedBy: "…")
        var rest = printed[...]
        for (index, part) in parts.enumerated() {
            guard let range = part.isEmpty ? rest.startIndex..<rest.startIndex : rest.range(of: part) else {
                return false
            }
            if index == 0, range.lowerBound != rest.startIndex { return false }
            rest = rest[range.upperBound...]
        }
        return parts.last == "" || rest.isEmpty
    }

    static let all: [Trouble] = {
        let section = (try? Repository.readMeSection("When something is wrong")) ?? ""
        return section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return Trouble(state: cells[0], message: cells[2].split(separator: "`").first.map(String.init) ?? "")
        }
    }()
}
