import Foundation
import TestSupport

/// Debian's docker-registry on a free port of the loopback interface.
final class Registry {
    let username: String
    let token: String
    /// Its host and port.
    let address: String
    private let directory: TemporaryDirectory
    private let process: BackgroundProcess
    private let tokenServer: TokenServer?

    /// One that lets in one account, and nobody else.
    /// - Parameters:
    ///   - username: of the one account.
    ///   - token: its password; by default one that no other registry has.
    convenience init(username: String = "octavia", token: String = Registry.freshToken()) throws {
        try DebianPackage.require("htpasswd", from: "apache2-utils")
        let directory = try TemporaryDirectory()
        // The registry understands bcrypt only.
        let accounts = try Command.run(["htpasswd", "-niB", username], input: Data(token.utf8))
        try accounts.output.write(to: URL(fileURLWithPath: directory / "htpasswd"))
        let access = #"htpasswd: {realm: "test", path: "\#(directory / "htpasswd")"}"#
        try self.init(username: username, token: token, access: access, in: directory)
    }

    /// One with several accounts. `username` and `token` are the first one's.
    convenience init(accounts: [TokenServer.Account]) throws {
        let server = try TokenServer(accounts)
        let key = #"issuer: "test", rootcertbundle: "\#(server.certificate)""#
        try self.init(
            username: accounts[0].username,
            token: accounts[0].token,
            access: #"token: {realm: "\#(server.realm)", service: "test", \#(key)}"#,
            in: TemporaryDirectory(),
            asking: server
        )
    }

    /// - Parameter access: whom it lets in, as its configuration says it.
    private init(
        username: String,
        token: String,
        access: String,
        in directory: TemporaryDirectory,
        asking tokenServer: TokenServer? = nil
    ) throws {
        try DebianPackage.require("docker-registry", from: "docker-registry")
        (self.username, self.token) = (username, token)
        (self.directory, self.tokenServer) = (directory, tokenServer)
        // Port 0: the system chooses, so that no other program can take the port before the registry does.
        let configuration = """
            version: 0.1
            log: {level: info}
            storage: {filesystem: {rootdirectory: "\(directory / "data")"}}
            http: {addr: "127.0.0.1:0"}
            auth: {\(access)}

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
