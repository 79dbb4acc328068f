import Foundation
import TestSupport
import Testing

/// The token server of a registry, on the loopback interface. Each account may use what is in a namespace of its own,
/// and nothing else.
///
/// Docker's registry leaves it to such a server which account may pull what: with a file of passwords, each may all.
final class TokenServer {
    struct Account: Encodable {
        let username: String
        var token = Registry.freshToken()
        let namespace: String
    }

    /// Where clients ask it.
    let realm: String
    /// The file with the certificate of its tokens' key.
    var certificate: String { directory / "token.crt" }
    private let directory: TemporaryDirectory
    private let process: BackgroundProcess

    init(_ accounts: [Account]) throws {
        try DebianPackage.require("python3", from: "python3")
        try DebianPackage.require("openssl", from: "openssl")
        directory = try TemporaryDirectory()
        try JSONEncoder().encode(accounts).write(to: URL(fileURLWithPath: directory / "accounts.json"))
        let made = try Command.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=token", "-days", "2"]
                + ["-keyout", directory / "token.key", "-out", directory / "token.crt"]
        )
        try expectSuccess(made)
        let scripts = Repository.path("Tests/Support/TokenServer")
        let process = try BackgroundProcess(
            ["python3", "\(scripts)/token_server.py", directory.path],
            environment: ["PYTHONDONTWRITEBYTECODE": "1"]
        )
        self.process = process
        var address: Substring?
        try process.waitUntil {
            address = process.logText.firstMatch(of: /listening on (127\.0\.0\.1:[0-9]+)\n/)?.1
            return address != nil
        }
        realm = "http://\(address ?? "")/token"
    }

    deinit {
        process.stop()
    }
}
