import Foundation
import TestSupport

/// A person's machine: a home, an unlocked keyring, and the helper installed under its name.
final class Workstation {
    /// What every program on this machine is run with.
    let environment: [String: String]
    let home: TemporaryDirectory
    /// Where the helper is, and nothing else.
    let programs: String
    /// Kept, since it has to last as long as the workstation.
    private let session: KeyringSession?
    private let machine: HeadlessMachine?

    /// A desktop, with a GNOME Keyring.
    convenience init() throws {
        try DebianPackage.require("dbus-daemon", from: "dbus-daemon")
        try DebianPackage.require("gnome-keyring-daemon", from: "gnome-keyring")
        let session = try KeyringSession()
        try self.init(session: session, machine: nil, environment: session.environment)
    }

    /// A server, where the keyring is an encrypted file.
    convenience init(on machine: HeadlessMachine) throws {
        try self.init(session: nil, machine: machine, environment: machine.environment)
    }

    private init(session: KeyringSession?, machine: HeadlessMachine?, environment base: [String: String]) throws {
        self.session = session
        self.machine = machine
        home = try TemporaryDirectory()
        programs = home / ".local/bin"
        try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(programs)/docker-credential-pat",
            withDestinationPath: HelperBinary.path
        )
        let own = ["HOME": home.path, "PATH": "\(programs):\(SearchPath.system)"]
        environment = base.setting(own)
    }

    /// Writes `text` to a file below the home.
    func write(_ text: String, to name: String) throws {
        let file = URL(fileURLWithPath: home / name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    /// The files below the home in which the secret stands, plain or as clients write it into their configuration.
    func filesHolding(_ secret: String, of username: String) throws -> [String] {
        let encoded = Data("\(username):\(secret)".utf8).base64EncodedString()
        return try FileManager.default.subpathsOfDirectory(atPath: home.path).filter { name in
            // A directory has no contents.
            guard let contents = FileManager.default.contents(atPath: home / name) else { return false }
            return [secret, encoded].contains { contents.firstRange(of: Data($0.utf8)) != nil }
        }
    }
}
