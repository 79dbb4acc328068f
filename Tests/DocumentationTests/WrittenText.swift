import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

/// A file of the checkout, or a part of one, that is made from the helper's texts.
enum WrittenText {
    /// Compares the file with what it should be, or, where the tests' variable asks for it, writes it.
    /// - Parameter file: its path in the checkout.
    static func expect(_ file: String, toBe text: String) throws {
        if TestVariable.writeDocumentation.value != nil {
            try Data(text.utf8).write(to: URL(fileURLWithPath: Repository.path(file)))
        }
        let written = try String(contentsOfFile: Repository.path(file), encoding: .utf8)
        // All of a long file in a message helps nobody: the first line that differs does.
        let (lines, expected) = (written.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
        let place = zip(lines, expected).enumerated().first { $0.element.0 != $0.element.1 }
        let line = (place?.offset ?? min(lines.count, expected.count)) + 1
        #expect(written.sameBytes(as: text), "\(file), line \(line): WRITE_DOCUMENTATION=1 writes it anew")
    }

    /// The same of the one table under this title of the README.
    static func expectTable(under title: String, toBe rows: [String]) throws {
        let text = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
        var lines = text.components(separatedBy: "\n")
        let start = try #require(lines.firstIndex(of: "## \(title)"))
        let first = try #require(lines[start...].firstIndex { $0.hasPrefix("|") })
        let end = try #require(lines[first...].firstIndex { !$0.hasPrefix("|") })
        lines.replaceSubrange(first..<end, with: rows)
        try expect("README.md", toBe: lines.joined(separator: "\n"))
    }
}
