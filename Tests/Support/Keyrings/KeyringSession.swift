import Foundation
import Synchronization

/// A private D-Bus session with a real GNOME Keyring in it, its data in a directory of its own. Never the user's.
package final class KeyringSession: Sendable {
    package enum Keyring: Sendable {
        /// Unlocked with the password `test`, and made if it is not there.
        case unlocked
        /// As after a login without a password: there, if ever made, and locked.
        case locked
        /// No keyring daemon.
        case none
    }

    package let directory: TemporaryDirectory
    /// What a program needs to find this session, and nothing of the user's.
    package let environment: [String: String]
    private let bus: SessionBus?
    /// It has to last as long as the session.
    private let prompter: Prompter?
    private let daemon = Mutex<BackgroundProcess?>(nil)

    /// The address of a session that is there already, with another provider's keyring unlocked in it.
    package static let given = TestVariable.givenSessionBus.value

    /// - Parameters:
    ///   - services: the programs that the bus starts by itself, by the names that they take.
    ///   - prompter: what asks for passwords; `nil` when nothing can ask.
    package init(
        _ keyring: Keyring = .unlocked,
        services: [String: String] = [:],
        prompter: Prompter? = nil
    ) throws {
        self.prompter = prompter
        directory = try TemporaryDirectory()
        if keyring == .unlocked, let given = Self.given {
            bus = nil
            environment = [
                "HOME": directory.path, "XDG_RUNTIME_DIR": directory.path, "DBUS_SESSION_BUS_ADDRESS": given,
            ]
            return
        }
        for name in ["run", "home", "data"] {
            try FileManager.default.createDirectory(
                atPath: directory / name,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        var own = [
            "HOME": directory / "home", "XDG_RUNTIME_DIR": directory / "run", "XDG_DATA_HOME": directory / "data",
        ]
        own["DISPLAY"] = prompter?.display
        let bus = try SessionBus(
            in: directory.path,
            socket: directory / "run/bus",
            services: services.setting(prompter == nil ? [:] : Prompter.services),
            environment: own
        )
        self.bus = bus
        environment = own.setting(["DBUS_SESSION_BUS_ADDRESS": bus.address])
        try startKeyring(keyring)
    }

    /// The environment, but with no bus named in it.
    package var environmentWithoutBus: [String: String] {
        environment.filter { $0.key != "DBUS_SESSION_BUS_ADDRESS" && $0.key != "XDG_RUNTIME_DIR" }
    }

    /// The environment, but with an address at which no bus listens.
    package var environmentWithDeadBus: [String: String] {
        environment.setting(["DBUS_SESSION_BUS_ADDRESS": "unix:path=\(directory / "nobody")"])
    }

    deinit {
        stop()
    }

    package func stop() {
        stopKeyring()
        bus?.stop()
    }

    // MARK: - The keyring daemon

    package var keyringPid: Int32? { daemon.withLock { $0?.pid } }
    package var isKeyringRunning: Bool { daemon.withLock { $0?.isRunning ?? false } }

    /// Starts the daemon anew, on the same data.
    /// - Parameter wrapper: a program and its arguments that run the daemon, as `nsenter` does.
    package func restartKeyring(_ keyring: Keyring, wrapper: [String] = []) throws {
        stopKeyring()
        try startKeyring(keyring, wrapper: wrapper)
    }

    package func stopKeyring() {
        daemon.withLock { daemon in
            daemon?.stop()
            daemon = nil
        }
    }

    /// Sends the daemon a signal: SIGSTOP, SIGCONT, SIGKILL.
    package func signalKeyring(_ signal: Int32) {
        daemon.withLock { $0?.signal(signal) }
    }

    /// Sends the bus a signal.
    package func signalBus(_ signal: Int32) {
        bus?.signal(signal)
    }

    private func startKeyring(_ keyring: Keyring, wrapper: [String] = []) throws {
        let how: String
        switch keyring {
        case .none: return
        case .unlocked: how = "--unlock"
        case .locked: how = "--start"
        }
        let command = wrapper + ["gnome-keyring-daemon", how, "--foreground", "--components=secrets"]
        let started = try BackgroundProcess(command, input: Data("test".utf8), environment: environment)
        daemon.withLock { $0 = started }
        try started.waitUntil {
            try isOwned("org.freedesktop.secrets")
        }
    }

    /// Whether somebody on the bus has this name.
    package func isOwned(_ name: String) throws -> Bool {
        try Command.run(
            [
                "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
                "org.freedesktop.DBus.NameHasOwner", "string:\(name)",
            ],
            environment: environment
        ).outputText.contains("boolean true")
    }

    /// Removes every credential, of every profile: a session that is not the test's own may have some.
    package func empty() throws {
        guard Self.given != nil else { return }
        let status = try HelperBinary.run(["status", "--json"], in: environment)
        let kept = try JSONDecoder().decode(Overview.self, from: status.output).credentials
        for credential in kept {
            let words = ["erase", "--profile", credential.profile, credential.server]
            _ = try HelperBinary.run(words, in: environment)
        }
    }

    /// What `status --json` says of what is kept.
    private struct Overview: Decodable {
        struct Credential: Decodable {
            let server: String
            let profile: String
        }

        let credentials: [Credential]
    }
}
