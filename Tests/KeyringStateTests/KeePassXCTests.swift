import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("What only KeePassXC does, played by a script")
struct KeePassXCTests {
    private static let reference = "{REF:P@I:46C9B1FFBD4ABC4BBB260C6190BADD20}"

    static let names = ["org.freedesktop.secrets", "org.keepassxc.KeePassXC.MainWindow"]

    private static func provider(
        in session: KeyringSession,
        willChange: @escaping @Sendable () -> Void = {}
    ) throws -> ScriptedProvider {
        try ScriptedProvider(names: names, in: session) { call in
            if call.name == "SetSecret" { willChange() }
            return switch call.name {
            case "OpenSession": call.number % 2 == 1 ? nil : "(<''>, objectpath '/session')"
            case "SearchItems": "([objectpath '/item'], @ao [])"
            case "Get Collections": "(<[objectpath '/collection']>,)"
            case "Get Locked": "(<false>,)"
            case "Get Attributes": ScriptedProviderTests.attributes(of: "ghcr.io", username: "octocat")
            case "SetSecret": "()"
            case "GetSecret": ScriptedProviderTests.secret
            default: nil
            }
        }
    }

    @Test(
        "A reference to another entry, which it would refuse without a word, is refused before anything is sent",
        arguments: [
            DockerCredential(server: "ghcr.io", username: "octocat", secret: "x\(reference)y"),
            DockerCredential(server: "ghcr.io", username: "octocat", secret: reference.lowercased()),
            DockerCredential(server: "ghcr.io", username: reference, secret: "s"),
            DockerCredential(server: "ghcr.io/\(reference)", username: "octocat", secret: "s"),
        ]
    )
    func refused(_ credential: DockerCredential) throws {
        let session = try KeyringSession(.none)
        let provider = try Self.provider(in: session)
        let ran = try HelperBinary.store(credential, in: session.environmentWithPlainSession)
        expectFailure(
            ran,
            saying: "the keyring refused: it keeps nothing with a reference such as {REF:P@I:…} in it"
        )
        #expect(!ran.errorText.contains("46C9"))
        for call in ["SetSecret", "CreateItem"] { #expect(provider.paths(of: call).isEmpty) }
    }

    @Test("What only looks like a reference is stored", arguments: ["{REF:X@I:1}", "{REF:P@I:}", "{REF:P@I:1", "{REF"])
    func similar(_ secret: String) throws {
        let session = try KeyringSession(.none)
        let provider = try Self.provider(in: session)
        let credential = DockerCredential(server: "ghcr.io", username: "octocat", secret: secret)
        #expect(try HelperBinary.store(credential, in: session.environmentWithPlainSession).status == 0)
        #expect(provider.paths(of: "SetSecret") == ["/item"])
    }

    @Test("It has time to save what was changed before anybody changes more")
    func pause() throws {
        let session = try KeyringSession(.none)
        let changes = Changes()
        let provider = try Self.provider(in: session, willChange: changes.note)
        let helpers = try (0..<3).map { _ in
            try BackgroundProcess(
                [HelperBinary.path, "store"],
                input: Data(Verb.request.utf8),
                environment: session.environmentWithPlainSession
            )
        }
        poll { !helpers.contains(where: \.isRunning) }
        #expect(provider.paths(of: "SetSecret").count == 3)
        let pauses = changes.pauses
        #expect(pauses.count == 2 && pauses.allSatisfy { $0 >= .milliseconds(700) }, "\(pauses)")
    }

    @Test("It has time to save for as long as it is seen to do so")
    func longPause() throws {
        let session = try KeyringSession(.none)
        let saving = Mutex<BusyThread?>(nil)
        let provider = try Self.provider(in: session) { saving.withLock { $0 = BusyThread(for: .seconds(2)) } }
        let credential = DockerCredential(server: "ghcr.io", username: "octocat", secret: "s")
        #expect(try HelperBinary.store(credential, in: session.environmentWithPlainSession).status == 0)
        #expect(saving.withLock { $0?.isOver } == true)
        #expect(provider.paths(of: "SetSecret") == ["/item"])
    }

    @Test("It ends before it has saved, which is no success")
    func endBeforeSaving() throws {
        let session = try KeyringSession(.none)
        let ending = Mutex<ScriptedProvider?>(nil)
        let provider = try Self.provider(in: session) {
            _ = BusyThread(for: .seconds(2.5))
            DispatchQueue.global().asyncAfter(deadline: .now() + 1) { ending.withLock { $0?.leave() } }
        }
        ending.withLock { $0 = provider }
        let credential = DockerCredential(server: "ghcr.io", username: "octocat", secret: "s")
        let ran = try HelperBinary.store(credential, in: session.environmentWithPlainSession)
        expectFailure(ran, saying: "the keyring's service ended before it had answered")
    }

    /// Works, by the name that those threads have in which KeePassXC saves.
    private final class BusyThread: Sendable {
        private let over = Mutex(false)

        init(for duration: Duration) {
            Thread.detachNewThread {
                Thread.current.name = "Thread (pooled)"
                let end = ContinuousClock.now + duration
                while ContinuousClock.now < end {}
                self.over.withLock { $0 = true }
            }
        }

        var isOver: Bool { over.withLock { $0 } }
    }

    /// When the keyring was changed.
    private final class Changes: Sendable {
        private let times = Mutex<[ContinuousClock.Instant]>([])

        func note() { times.withLock { $0.append(.now) } }

        var pauses: [Duration] {
            times.withLock { times in zip(times, times.dropFirst()).map { $1 - $0 } }
        }
    }

    @Test("On another provider a reference is a secret like any other")
    func elsewhere() throws {
        let session = try KeyringSession()
        let credential = DockerCredential(server: "ghcr.io", username: "octocat", secret: Self.reference)
        #expect(try HelperBinary.store(credential, in: session.environment).status == 0)
        #expect(try Verb.get.run(in: session.environment).credential == credential)
    }
}
