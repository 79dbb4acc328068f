import Foundation
import TestSupport

/// Debian's docker-registry on a free port of the loopback interface. It lets in one account and nobody else.
final class Registry {
    let username: String
    let token: String
    /// Its host and port.
    let address: String
    private let directory: TemporaryDirectory
    private let process: BackgroundProcess

    /// - Parameters:
    ///   - username: of the one account.
    ///   - token: its password; by default one that no other registry has.
    init(username: String = "octavia", token: String = Registry.freshToken()) throws {
        (self.username, self.token) = (username, token)
        try DebianPackage.require("docker-registry", from: "docker-registry")
        try DebianPackage.require("htpasswd", from: "apache2-utils")
        directory = try TemporaryDirectory()
        // The registry understands bcrypt only.
        let accounts = try Command.run(["htpasswd", "-niB", username], input: Data(token.utf8))
        try accounts.output.write(to: URL(fileURLWithPath: directory / "htpasswd"))
        // Port 0: the system chooses, so that no other program can take the port before the registry does.
        let configuration = """
            version: 0.1
            log: {level: info}
            storage: {filesystem: {rootdirectory: "\(directory / "data")"}}
            http: {addr: "127.0.0.1:0"}
            auth: {htpasswd: {realm: "test", path: "\(directory / "htpasswd")"}}

            """
        try configuration.write(toFile: directory / "config.yml", atomically: true, encoding: .utf8)
        let process = try BackgroundProcess(
            ["docker-registry", "serve", directory / "config.yml"],
            environment: [:]
        )
        self.process = process
        var address: Substring?
        try process.waitUntil {
            address = process.logText.firstMatch(of: /"listening on (127\.0\.0\.1:[0-9]+)"/)?.1
            return address != nil
        }
        self.address = String(address ?? "")
    }

    deinit {
        process.stop()
    }

    /// How many times someone came with a wrong password.
    var wrongPasswords: Int { process.logText.matches(of: /msg="error authenticating user/).count }

    /// Shaped like a token of Docker Hub's, but made here: no scanner should find one in this file.
    static func freshToken() -> String {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return "dckr_pat_" + String((0..<27).compactMap { _ in alphabet.randomElement() })
    }
}
