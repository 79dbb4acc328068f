import Foundation
import TestSupport
import Testing

@Suite("The encrypted file, where the system does not give what it needs")
struct LimitTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
        #expect(try machine.store("ghcr.io", secret: "s3cret").status == 0)
    }

    @Test("Out of files, it says so in one line, and no signal ends it", arguments: 4...12)
    func outOfFiles(_ limit: Int) throws {
        for arguments in [["get", "ghcr.io"], ["list"], ["erase", "never.example"], ["status"]] {
            let ran = try Command.run(
                ["prlimit", "--nofile=\(limit)", HelperBinary.path] + arguments,
                environment: machine.environment
            )
            try expectAnswered(ran)
        }
    }

    /// Expects success, or one line that is on both streams.
    private func expectAnswered(_ ran: Command, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if ran.status == 0 { return }
        #expect(ran.status == 1, sourceLocation: sourceLocation)
        let lines = ran.outputText.split(separator: "\n")
        #expect(lines.count == 1, "\(ran.outputText)", sourceLocation: sourceLocation)
        let words = try #require(lines.first, sourceLocation: sourceLocation)
        #expect(ran.errorText.contains("\(words)\n"), "\(ran.errorText)", sourceLocation: sourceLocation)
    }
}
