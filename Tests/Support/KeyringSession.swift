import Foundation

/// A private D-Bus session with a real GNOME Keyring in it, its data in a directory of its own. Never the user's.
package final class KeyringSession: Sendable {
    package enum Keyring {
        /// Made and unlocked with the password `test`.
        case unlocked
        /// No keyring daemon, and nothing that could start one.
        case none
    }

    package let directory: TemporaryDirectory
    /// What a program needs to find this session, and nothing of the user's.
    package let environment: [String: String]
    private let bus: Server
    private let daemon: Server?

    package init(_ keyring: Keyring = .unlocked) throws {
        directory = try TemporaryDirectory()
        for name in ["run", "home", "data"] {
            try FileManager.default.createDirectory(
                atPath: directory / name,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        let configuration = directory / "bus.conf"
        try Self.busConfiguration(listeningOn: directory / "run/bus").write(
            toFile: configuration,
            atomically: true,
            encoding: .utf8
        )
        let socket = directory / "run/bus"
        let own = [
            "HOME": directory / "home", "XDG_RUNTIME_DIR": directory / "run", "XDG_DATA_HOME": directory / "data",
        ]
        bus = try Server(
            "dbus-daemon",
            ["--config-file=\(configuration)", "--nofork", "--nopidfile"],
            environment: own,
            log: directory / "bus.log"
        )
        try bus.waitUntil { FileManager.default.fileExists(atPath: socket) }
        environment = own.merging(["DBUS_SESSION_BUS_ADDRESS": "unix:path=\(socket)"]) { _, new in new }
        daemon = keyring == .unlocked ? try Self.startKeyring(in: directory, environment) : nil
    }

    deinit {
        stop()
    }

    package func stop() {
        daemon?.stop()
        bus.stop()
    }

    private static func startKeyring(
        in directory: TemporaryDirectory,
        _ environment: [String: String]
    ) throws -> Server {
        let daemon = try Server(
            "gnome-keyring-daemon",
            ["--unlock", "--foreground", "--components=secrets"],
            input: Data("test".utf8),
            environment: environment,
            log: directory / "keyring.log"
        )
        try daemon.waitUntil {
            try Command.run(
                "dbus-send",
                [
                    "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
                    "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets",
                ],
                environment: environment
            ).outputText.contains("boolean true")
        }
        return daemon
    }

    /// A session bus that starts nothing by itself, with the limits of a distribution's.
    private static func busConfiguration(listeningOn socket: String) -> String {
        """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
          "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>session</type>
          <listen>unix:path=\(socket)</listen>
          <auth>EXTERNAL</auth>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/>
            <allow own="*"/>
          </policy>
          <limit name="max_connections_per_user">100000</limit>
          <limit name="max_replies_per_connection">50000</limit>
        </busconfig>
        """
    }
}
