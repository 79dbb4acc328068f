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

    private let program: String
    private let environment: [String: String]

    init(on workstation: Workstation, using configuration: Configuration, for registry: Registry) throws {
        program = try DebianPackage.require(
            "docker",
            from: "docker.io (or docker-cli, where that is a package of its own)"
        )
        let host = try #require(OneDockerDaemon.host)
        try workstation.write(configuration.text(for: registry), to: ".docker/config.json")
        let own = [
            "DOCKER_HOST": host, "DOCKER_CONFIG": workstation.home / ".docker",
            // A docker that was told of no helper takes docker-credential-secretservice when it is on PATH, and all
            // would go well without ours.
            "PATH": workstation.programs,
        ]
        environment = workstation.environment.merging(own) { _, own in own }
    }

    /// Runs docker with what a person would type after its name.
    func callAsFunction(_ words: String..., input: String = "") throws -> Command {
        try run(words, Data(input.utf8))
    }

    func login(_ server: String, as username: String, password: String) throws -> Command {
        try self("login", "--username", username, "--password-stdin", server, input: password)
    }

    /// Makes an image from nothing, so that none need be fetched.
    func makeImage(_ name: String) throws -> Command {
        let content = try TemporaryDirectory()
        // Unlike in every other image, so that the daemon has none of its layers.
        try Data(name.utf8).write(to: URL(fileURLWithPath: content / "name"))
        let archive = try Command.run("tar", ["--create", "--directory", content.path, "name"])
        return try run(["import", "-", name], archive.output)
    }

    /// The identity of an image that the daemon has.
    func image(_ name: String) throws -> String? {
        let answer = try self("image", "inspect", "--format", "{{.Id}}", name)
        return answer.status == 0 ? answer.outputText : nil
    }

    private func run(_ arguments: [String], _ input: Data) throws -> Command {
        try Command.run(program, arguments, input: input, environment: environment)
    }
}
