import Foundation
import TestSupport
import Testing

/// The docker command of a person who has told it to use the helper.
struct DockerClient {
    /// The two places in docker's configuration that name a helper.
    enum Configuration: String, CaseIterable, CustomTestStringConvertible {
        case credsStore, credHelpers

        var testDescription: String { rawValue }

        func text(for registry: Registry) -> String {
            switch self {
            case .credsStore: #"{"credsStore": "pat"}"#
            case .credHelpers: #"{"credHelpers": {"\#(registry.address)": "pat"}}"#
            }
        }
    }

    let program: String
    /// It has to last as long as its client: docker would make a home that is gone anew.
    private let workstation: Workstation
    let environment: [String: String]

    /// - Parameter settings: more of the environment.
    init(
        on workstation: Workstation,
        using configuration: Configuration,
        for registry: Registry,
        and settings: [String: String] = [:]
    ) throws {
        program = try DebianPackage.require(
            "docker",
            from: "docker.io (or docker-cli, where that is a package of its own)"
        )
        self.workstation = workstation
        let host = try #require(DockerDaemonTrait.host)
        try workstation.write(configuration.text(for: registry), to: ".docker/config.json")
        let own = [
            "DOCKER_HOST": host, "DOCKER_CONFIG": workstation.home / ".docker",
            // A docker that was told of no helper takes docker-credential-secretservice when it is on PATH, and all
            // would go well without ours.
            "PATH": workstation.programs,
        ]
        environment = workstation.environment.setting(own).setting(settings)
    }

    /// Runs docker with what a person would type after its name.
    func callAsFunction(_ words: String..., input: String = "") throws -> Command {
        try run(words, input: Data(input.utf8))
    }

    /// - Parameter expires: when the password expires, as the person tells the helper.
    func login(
        _ server: String,
        as username: String,
        password: String,
        expires: String? = nil
    ) throws -> Command {
        let more = expires.map { ["DOCKER_CREDENTIAL_PAT_EXPIRES": $0] } ?? [:]
        let arguments = ["login", "--username", username, "--password-stdin", server]
        return try run(arguments, input: Data(password.utf8), and: more)
    }

    /// Runs docker as a person does who sits before it: on a terminal (`script`, from util-linux), where what comes
    /// on standard output and standard error is read as one.
    func onTerminal(_ words: String...) throws -> Command {
        // `script` hands a line to a shell, which needs no more of PATH than docker does.
        try Command.run(
            ["/usr/bin/script", "-qefc", ([program] + words).joined(separator: " "), "/dev/null"],
            environment: environment
        )
    }

    /// Makes an image from nothing, so that none need be fetched.
    func makeImage(_ name: String) throws -> Command {
        let content = try TemporaryDirectory()
        // Another text in each image, so that the daemon has none of its layers yet.
        try Data(name.utf8).write(to: URL(fileURLWithPath: content / "name"))
        let archive = try Command.run(["tar", "--create", "--directory", content.path, "name"])
        return try run(["import", "-", name], input: archive.output)
    }

    /// The identity of an image that the daemon has.
    func image(_ name: String) throws -> String? {
        let answer = try self("image", "inspect", "--format", "{{.Id}}", name)
        return answer.status == 0 ? answer.outputText : nil
    }

    private func run(_ arguments: [String], input: Data, and more: [String: String] = [:]) throws -> Command {
        let environment = environment.setting(more)
        return try Command.run([program] + arguments, input: input, environment: environment)
    }
}
