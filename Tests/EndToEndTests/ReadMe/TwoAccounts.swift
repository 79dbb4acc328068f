import Foundation
import TestSupport
import Testing

/// A desktop whose person has two accounts of one registry, each of which may pull what the other may not. The first
/// one is logged in, in the default profile.
struct TwoAccounts {
    let registry: Registry
    let workstation: Workstation
    /// An image of each account's, and who may pull it.
    let hello: String
    let tool: String
    private let work: TokenServer.Account
    private let docker: DockerClient

    init() throws {
        let own = TokenServer.Account(username: "octocat", namespace: "octocat")
        work = TokenServer.Account(username: "octocat-at-work", namespace: "acme")
        registry = try Registry(accounts: [own, work])
        workstation = try Workstation()
        docker = try DockerClient(on: workstation, using: .credsStore, for: registry)
        hello = try registry.publish("octocat/hello")
        tool = try registry.publish("acme/tool", by: work)
        try expectSuccess(docker.login(registry.address, as: own.username, password: own.token))
    }

    /// What takes the place of the README's names.
    var names: KeyValuePairs<String, String> { ["ghcr.io": registry.address] }

    /// A shell's, with all programs on its PATH.
    var environment: [String: String] {
        docker.environment.setting(["PATH": "\(workstation.programs):\(SearchPath.system)"])
    }

    /// Makes the profile, and keeps in it the account of work.
    func makeProfile() throws {
        let link = "\(workstation.programs)/docker-credential-pat-work"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "docker-credential-pat")
        let credential = DockerCredential(server: registry.address, username: work.username, secret: work.token)
        try expectSuccess(
            Command.run([link, "store"], input: Data(credential.json.utf8), environment: workstation.environment)
        )
    }

    /// Types the block at a terminal, and there the token of work when it is asked for.
    /// - Parameters:
    ///   - login: whether it is.
    ///   - own: more of the environment.
    func type(
        _ block: String,
        login: Bool = false,
        around: ([String]) -> [String] = { $0 },
        and own: [String: String] = [:]
    ) throws -> Command {
        let recipe = workstation.home / "recipe"
        try workstation.write(block, to: "recipe")
        let words = around(["sh", "-ex", recipe]).map { "'\($0)'" }.joined(separator: " ")
        try workstation.write(words + "\n", to: "terminal")
        let reply = TerminalUser.Reply(to: "Password: ", keys: #"\#(work.token)\n"#)
        let ran = try TerminalUser.run(
            "sh \(workstation.home / "terminal")",
            replies: login ? [reply] : [],
            in: environment.setting(own)
        )
        #expect(!ran.outputText.contains(work.token))
        try #require(ran.status == 0, "\(ran.outputText)")
        return ran
    }

    /// Expects that docker, by the configuration in this directory, may pull the one image, and not the other.
    func expectDocker(_ directory: String, pulls image: String, andNot other: String) throws {
        let settings = environment.setting(["DOCKER_CONFIG": workstation.home / directory])
        try expectSuccess(Command.run([docker.program, "pull", image], environment: settings))
        expectFailure(try Command.run([docker.program, "pull", other], environment: settings), saying: "denied")
    }

    /// Expects both accounts in the keyring, each in its own profile, and no token in a file.
    func expectBothKept() throws {
        let (own, theirs) = (workstation.environment, ["DOCKER_CREDENTIAL_PAT_PROFILE": "work"])
        #expect(try HelperBinary.run(["list"], in: own).accounts == [registry.address: registry.username])
        #expect(
            try HelperBinary.run(["list"], in: own.setting(theirs)).accounts == [registry.address: work.username]
        )
        #expect(try workstation.filesHolding(work.token, of: work.username) == [])
        #expect(try workstation.filesHolding(registry.token, of: registry.username) == [])
    }
}
