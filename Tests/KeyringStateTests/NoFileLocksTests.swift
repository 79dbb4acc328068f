import Foundation
import TestSupport
import Testing

@Suite("The Secret Service, where no file system has locks")
struct NoFileLocksTests {
    private let session: KeyringSession

    init() throws {
        session = try KeyringSession()
    }

    private func run(_ arguments: [String], input: String = "", code: Int32 = ENOLCK) throws -> Command {
        try Command.run(
            SystemCallFilter.withoutLocks(failingWith: code, to: [HelperBinary.path] + arguments),
            input: Data(input.utf8),
            environment: session.environment
        )
    }

    @Test("The protocol's verbs need none: helpers meet on the bus", arguments: [ENOLCK, ENOSYS, EOPNOTSUPP])
    func verbs(code: Int32) throws {
        let stored = try run(["store"], input: KeyringSession.oldCredential, code: code)
        #expect(stored.status == 0 && stored.error.isEmpty, "\(stored.errorText)")
        #expect(try run(["get", "ghcr.io"], code: code).outputText == KeyringSession.oldCredential)
        #expect(try run(["expires", "ghcr.io", "2099-03-01"], code: code).status == 0)
        #expect(try run(["status"], code: code).outputText.contains("2099-03-01"))
        #expect(try run(["list"], code: code).outputText == "{\"ghcr.io\":\"octocat\"}\n")
        let erased = try run(["erase", "ghcr.io"], code: code)
        #expect(erased.status == 0 && erased.error.isEmpty)
        #expect(try run(["list"], code: code).outputText == "{}\n")
    }

    @Test("setup changes the files of clients all the same, and leaves alone what another one may be writing")
    func setup() throws {
        let directory = session.environment["HOME"]! + "/.docker"
        let file = directory + "/config.json"
        let first = #"{"psFormat": "json"}"#
        mkdir(directory, 0o700)
        try Data(first.utf8).write(to: URL(fileURLWithPath: file))
        let drafts = [file + ".pat-draft", file + ".before-pat.pat-draft"]
        for draft in drafts { try Data().write(to: URL(fileURLWithPath: draft)) }
        for _ in 0..<2 {
            let ran = try run(["setup", "--yes"])
            #expect(ran.status == 0, "\(ran.errorText)")
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains(#""credsStore": "pat""#))
            #expect(try String(contentsOfFile: file + ".before-pat", encoding: .utf8) == first)
        }
        for draft in drafts { #expect(access(draft, F_OK) == 0) }
        #expect(try run(["setup", "--undo", "--yes"]).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == first)
        // Where there are locks, nobody else can be at it.
        #expect(try HelperBinary.run(["setup", "--yes"], in: session.environment).status == 0)
        for draft in drafts { #expect(access(draft, F_OK) != 0) }
    }
}
