import Foundation
import TestSupport
import Testing

/// The issuers are stand-ins; the keyring is Debian's GNOME Keyring, or an encrypted file on a disk of its own.
@Suite("A new token, and a real keyring that fails just then", .serialized)
struct KeyringTroubleTests {
    enum Failure: CaseIterable {
        case locked
        case stopped
        case killed
        case diskFull
    }

    enum Verb: CaseIterable {
        case create
        case rotate
        case rotateItself

        var arguments: [String] {
            switch self {
            case .create: ["create", "--description", "x"]
            case .rotate: ["rotate", "docker.io"]
            case .rotateItself: ["rotate", "registry.gitlab.example"]
            }
        }
        var server: String { self == .rotateItself ? "registry.gitlab.example" : "https://index.docker.io/v1/" }
        /// The request by which the new token is made.
        var request: String {
            self == .rotateItself
                ? "POST gitlab.example/api/v4/personal_access_tokens/self/rotate"
                : "POST hub.docker.com/v2/access-tokens"
        }
    }

    @Test(
        "At each request",
        arguments: Verb.allCases,
        Failure.allCases
    )
    func eachRequest(_ verb: Verb, failure: Failure) throws {
        let whole = try Desk(verb, failure, at: 0)
        #expect(try whole.run().status == 0)
        let lines = try whole.network.requests.map(\.line)
        let making = try #require(lines.firstIndex(of: verb.request))
        for request in 1...lines.count {
            let desk = try Desk(verb, failure, at: request)
            let ran = try desk.run()
            let place = "request \(request): \(ran.outputText)\(ran.errorText)"
            try desk.mend()
            let working = try desk.working
            let kept = try desk.network.helper("get", input: verb.server).credential.secret
            let files = desk.network.rescueFiles
            let written = try files.map { try String(contentsOfFile: desk.network.outside($0), encoding: .utf8) }
            let new = try #require(working.first)
            if try !desk.network.requests.contains(where: { $0.line == verb.request }) {
                // The keyring was tried first: there is nothing to lose.
                #expect(ran.status == 1 && request <= making, "\(place)")
                #expect(kept == desk.old && files.isEmpty && working.count == 1, "\(place)")
                continue
            }
            // A keyring that was stopped may do in the end what it was asked for.
            #expect(kept == new || written == [new + "\n"], "\(place)")
            #expect(working.contains(kept) || verb == .rotateItself, "\(place)")
            for file in files {
                #expect(ran.outputText.contains("the new token is in \(file), since it could not be kept: "))
                let attributes = try FileManager.default.attributesOfItem(atPath: desk.network.outside(file))
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            if request == making + 1 { #expect(ran.status == 1 && files.count == 1, "\(place)") }
            #expect(ran.status == 1 || files.isEmpty, "\(place)")
            #expect(!(ran.outputText + ran.errorText).contains(new))
        }
    }

    @Test("Killed at each message to the keyring, from the moment that a new token may be made")
    func killedAtEachMessage() throws {
        try DebianPackage.require("strace", from: "strace")
        /// Keeps the keyring until `look` has seen what is left in it.
        func trace(_ options: [String], then look: (PrivateNetwork) throws -> Void) throws {
            let session = try KeyringSession()
            let network = try OnlineTests.HubTests.network(keyring: session)
            let strace = ["strace", "-f", "-qq", "-e", "trace=sendmsg,fsync"] + options
            _ = try Command.run(
                network.inside(strace + [HelperBinary.path, "rotate", "docker.io"]),
                environment: network.environment
            )
            try withExtendedLifetime(session) { try look(network) }
        }
        let log = try TemporaryDirectory()
        try trace(["-o", log / "calls"]) { whole in
            let tokens = try whole.hubTokens.map(\.token)
            let kept = try whole.keptSecret
            #expect(tokens == [kept])
        }
        let calls = try String(contentsOfFile: log / "calls", encoding: .utf8).split(separator: "\n")
        // The file that is made before the token is.
        let made = try #require(calls.lastIndex { $0.contains(" fsync(") })
        let messages = calls.indices.filter { calls[$0].contains(" sendmsg(") }
        let first = try #require(messages.firstIndex { $0 > made })
        #expect(messages.count - first > 15, "\(messages.count), \(first)")
        for number in first + 1...messages.count {
            try trace(["-o", "/dev/null", "-e", "inject=sendmsg:signal=KILL:when=\(number)"]) { network in
                let next = try network.helper("check")
                let working = try Set(network.hubTokens.map(\.token))
                let kept = try #require(try network.keptSecret)
                #expect(working.contains(kept), "message \(number): \(next.errorText)")
                let unknown = working.subtracting([kept, OnlineTests.HubTests.old])
                let note = "note: an earlier run was cut off: a Docker Hub access token for octavia was being made: "
                #expect(unknown.isEmpty || next.errorText.contains(note), "message \(number): \(next.errorText)")
                #expect(working.allSatisfy { !next.errorText.contains($0) })
            }
        }
    }
}

/// A network and a keyring that fails at one request, before it is answered.
private struct Desk {
    typealias Verb = KeyringTroubleTests.Verb
    typealias Failure = KeyringTroubleTests.Failure

    let network: PrivateNetwork
    private let session: KeyringSession?
    private let verb: Verb
    private let failure: Failure

    init(_ verb: Verb, _ failure: Failure, at request: Int) throws {
        (self.verb, self.failure) = (verb, failure)
        session = failure == .diskFull ? nil : try KeyringSession()
        let trouble = Trouble(request: request, command: try Self.command(failure, session))
        let diskSize = failure == .diskFull ? 1 << 19 : nil
        if verb == .rotateItself {
            network = try OnlineTests.GitLabRotationTests.network(
                trouble: trouble,
                keyring: session,
                diskSize: diskSize
            )
        } else {
            network = try OnlineTests.HubTests.network(trouble: trouble, keyring: session, diskSize: diskSize)
        }
        // Where it is, only the network knows, which is made by now.
        if failure == .diskFull {
            let fill = #"cat /dev/zero >"$1" 2>/dev/null || true"#
            let script = "#!/bin/sh\n" + fill.replacing("$1", with: network.environment["HOME"]! + "/full")
            try Data(script.utf8).write(to: URL(fileURLWithPath: network.path("fill")))
        }
    }

    private static func command(_ failure: Failure, _ session: KeyringSession?) throws -> String {
        guard let session else { return #"sh "$DIRECTORY/fill""# }
        let pid = session.keyringPid ?? 0
        switch failure {
        case .stopped: return "kill -STOP \(pid)"
        case .killed: return "kill -KILL \(pid)"
        default:
            let bus = session.environment["DBUS_SESSION_BUS_ADDRESS"]!
            return """
                dbus-send --bus=\(bus) --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
                org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login
                """
        }
    }

    func run() throws -> Command {
        // One that was stopped is waited for each time.
        let timeout = failure == .stopped ? "3,3" : "6,6"
        return try network.helper(verb.arguments, and: ["DOCKER_CREDENTIAL_PAT_TIMEOUT": timeout])
    }

    /// Has the keyring do again what it should.
    func mend() throws {
        session?.signalKeyring(SIGCONT)
        if failure == .killed || failure == .locked { try session?.restartKeyring(.unlocked) }
        if failure == .diskFull { unlink(network.outside(network.environment["HOME"]! + "/full")) }
    }

    /// What was kept before.
    var old: String { verb == .rotateItself ? OnlineTests.GitLabRotationTests.old : OnlineTests.HubTests.old }
    /// The tokens that work, the newest first; of GitLab's the new one, which is given out once.
    var working: [String] {
        get throws {
            if verb == .rotateItself { return [OnlineTests.GitLabRotationTests.new] }
            return try network.hubTokens.map(\.token)
        }
    }
}
