import Foundation
import TestSupport
import Testing

/// The machine of the README's example: a desktop, where docker and the helper are the only programs on PATH, and a
/// registry with one account and an image.
struct ReadMeDesktop {
    let workstation: Workstation
    let registry: Registry
    let docker: DockerClient
    let image: String

    init() throws {
        // The token that the README shows, in pieces: no scanner should find one in this file.
        let token = ["ghp", "M7H4jxUDDWHP4kZ6A4dxlQYsQIWJuq11T4V4"].joined(separator: "_")
        registry = try Registry(username: "octocat", token: token)
        workstation = try Workstation()
        docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
        image = try registry.publish("octocat/hello")
        try FileManager.default.createSymbolicLink(
            atPath: "\(workstation.programs)/docker",
            withDestinationPath: docker.program
        )
        // As on the first day.
        try FileManager.default.removeItem(atPath: workstation.home / ".docker")
    }

    /// What takes the place of the README's names.
    var names: KeyValuePairs<String, String> {
        [
            "ghcr.io": registry.address, "/home/ann": workstation.home.path,
            "/usr/bin/docker-credential-pat": "\(workstation.programs)/docker-credential-pat",
            // It is GitHub's page for GitHub's registry alone.
            "; renew it at https://github.com/settings/tokens": "",
        ]
    }

    /// What docker has in its file about somebody who is logged in without a helper.
    func writePlainLogin(helper: String = "") throws {
        let auth = Data("ann:s3cret".utf8).base64EncodedString()
        try workstation.write(
            #"{\#(helper)"auths": {"quay.io": {"auth": "\#(auth)"}}}"#,
            to: ".docker/config.json"
        )
    }

    /// Types a block of the README's, and expects what it shows.
    func expect(_ block: String, replies: [TerminalUser.Reply] = []) throws {
        let session = ConsoleSession(block)
        let shown = try session.run(
            in: workstation.home,
            replies: replies,
            environment: docker.environment.setting(["PATH": SearchPath.system]),
            prefix: ["env", "PATH=\(workstation.programs)"]
        )
        #expect(session.shows(shown), "it showed:\n\(shown)\ninstead of:\n\(block)")
        #expect(!shown.contains(registry.token))
    }

    var password: TerminalUser.Reply { .init(to: "Password: ", keys: #"\#(registry.token)\n"#) }
    static let consent = TerminalUser.Reply(to: "go on? [y/N] ", keys: #"y\n"#)

    func login(expires: String? = nil) throws {
        try expectSuccess(
            docker.login(registry.address, as: registry.username, password: registry.token, expires: expires)
        )
    }
}
