import Foundation
import TestSupport
import Testing

/// One after the other: the limit counts all that their user runs.
@Suite("Out of threads", .serialized)
struct OutOfThreadsTests {
    private let machine: HeadlessMachine
    private let helper: String
    private static let limits = 1...5

    init() throws {
        machine = try HeadlessMachine(setting: nil)
        helper = try HelperBinary.copy(forEveryUserIn: machine.directory)
        // Of a user who runs nothing else.
        for path in [machine.directory / "home", machine.passwordFile] { chown(path, 65_531, 65_531) }
    }

    private func run(_ verb: Verb, limit: Int, and more: [String: String]) throws -> Command {
        let user = ["setpriv", "--reuid=65531", "--regid=65531", "--clear-groups", "--"]
        return try verb.run(
            as: ["prlimit", "--nproc=\(limit)"] + user + [helper],
            in: machine.environment.setting(more)
        )
    }

    private func expectOneLine(_ ran: Command) {
        #expect(ran.status == 1)
        #expect(ran.outputText.hasSuffix(": Resource temporarily unavailable\n"))
        let hint = "hint: see the limits on open files, processes and memory: ulimit -a\n"
        #expect(ran.errorText == ran.outputText + hint)
    }

    @Test("It says so in one line, and no signal ends it", arguments: Verb.allCases)
    func service(_ verb: Verb) throws {
        let bus = ["DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"]
        expectOneLine(try run(verb, limit: 1, and: bus))
        for limit in Self.limits {
            let ran = try run(verb, limit: limit, and: bus)
            if ran.outputText != "no keyring: the D-Bus session bus does not answer\n" { expectOneLine(ran) }
        }
    }

    @Test("So it does with the encrypted file, or does what it was asked for", arguments: [Verb.store, .list])
    func file(_ verb: Verb) throws {
        let file = ["DOCKER_CREDENTIAL_PAT_KEYRING": "file"]
        #expect(try run(.store, limit: 100, and: file).status == 0)
        expectOneLine(try run(verb, limit: 1, and: file))
        for limit in Self.limits {
            let ran = try run(verb, limit: limit, and: file)
            if ran.status != 0 { expectOneLine(ran) }
        }
    }
}
