import Foundation

/// A session bus of a test's own, which starts nothing but the services that it is given.
final class SessionBus: Sendable {
    /// The value of `DBUS_SESSION_BUS_ADDRESS`.
    let address: String
    private let process: BackgroundProcess

    /// - Parameters:
    ///   - directory: where its files are made.
    ///   - socket: the path of its socket.
    ///   - services: the programs that it starts, by the names that they take on it.
    ///   - environment: what it runs with, and the programs that it starts.
    init(
        in directory: String,
        socket: String,
        services: [String: String],
        environment: [String: String]
    ) throws {
        let (configuration, serviceDirectory) = (directory + "/bus.conf", directory + "/services")
        try FileManager.default.createDirectory(atPath: serviceDirectory, withIntermediateDirectories: true)
        for (name, program) in services {
            let service = "[D-BUS Service]\nName=\(name)\nExec=\(program)\n"
            try Data(service.utf8).write(to: URL(fileURLWithPath: "\(serviceDirectory)/\(name).service"))
        }
        let text = Self.configuration(socket: socket, serviceDirectory: serviceDirectory)
        try Data(text.utf8).write(to: URL(fileURLWithPath: configuration))
        let process = try BackgroundProcess(
            ["dbus-daemon", "--config-file=\(configuration)", "--nofork", "--nopidfile", "--print-address"],
            environment: environment
        )
        // It says so once it listens; its socket is there a moment sooner.
        try process.waitUntil { process.logText.contains("unix:path=") }
        self.process = process
        address = "unix:path=\(socket)"
    }

    func signal(_ signal: Int32) {
        process.signal(signal)
    }

    func stop() {
        process.stop()
    }

    /// With the limits of a distribution's.
    private static func configuration(socket: String, serviceDirectory: String) -> String {
        """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
          "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>session</type>
          <listen>unix:path=\(socket)</listen>
          <auth>EXTERNAL</auth>
          <servicedir>\(serviceDirectory)</servicedir>
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
