import Foundation
import Synchronization
import TestSupport
import Testing

/// Counts the calls that reach the keyring's provider (`dbus-monitor`), and can do something between two of them.
final class BusMonitor {
    private let session: KeyringSession
    private let monitor: BackgroundProcess

    init(_ session: KeyringSession) throws {
        self.session = session
        monitor = try BackgroundProcess(
            ["dbus-monitor", "--session", "--profile", "type='method_call',destination='org.freedesktop.secrets'"],
            environment: session.environment
        )
        try monitor.waitUntil { monitor.logText.contains("NameLost") }
    }

    private static func calls(in log: String) -> Int {
        log.split(separator: "\n").count { $0.hasPrefix("mc\t") && $0.contains("org.freedesktop.") }
    }

    /// Runs the helper, and counts its calls.
    func calls(of command: [String]) throws -> Int {
        let before = Self.calls(in: monitor.logText)
        let ran = try HelperBinary.run(command, in: session.environment)
        try #require(ran.status == 0, "\(ran.outputText)")
        // The bus tells of calls in their order: all others are known when the last one is.
        _ = try Command.run(
            [
                "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", "/",
                "org.freedesktop.DBus.Peer.Ping",
            ],
            environment: session.environment
        )
        try monitor.waitUntil { monitor.logText.contains("\tPing\n") }
        return Self.calls(in: monitor.logText) - before - 1
    }

    /// Runs the verb and, as soon as `count` calls of it have been seen, `action`.
    func run(_ verb: Verb, andAfter count: Int, _ action: @escaping @Sendable () -> Void) throws -> Command {
        let before = Self.calls(in: monitor.logText)
        let hasEnded = Ended()
        // Not Foundation's Thread, at whose end ThreadSanitizer crashes.
        DispatchQueue(label: "calls").async { [monitor] in
            while !hasEnded.flag.load(ordering: .relaxed) {
                if Self.calls(in: monitor.logText) >= before + count { return action() }
                usleep(100)
            }
        }
        defer { hasEnded.flag.store(true, ordering: .relaxed) }
        return try verb.run(in: session.environment)
    }
}

private final class Ended: Sendable {
    let flag = Atomic(false)
}
