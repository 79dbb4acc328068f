import Foundation
import Testing

@Suite("The README's table of troubles")
struct TroubleTests {
    @Test("Each line is quoted by a test that makes the state happen")
    func quoted() throws {
        #expect(Trouble.all.count >= 16)
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
        let tests = try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
        for trouble in Trouble.all {
            let parts = trouble.message.components(separatedBy: "…").filter { !$0.isEmpty }
            #expect(
                tests.contains { text in parts.allSatisfy { text.contains($0) } },
                "no test quotes: \(trouble.message)"
            )
        }
    }
}
