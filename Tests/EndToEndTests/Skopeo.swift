import Foundation
import TestSupport
import Testing

/// skopeo, for the family of clients that share containers/image: podman, buildah, skopeo. They pass over docker's
/// `credsStore` and have two places of their own in which to name a helper.
struct Skopeo {
    enum Configuration: String, CaseIterable, CustomTestStringConvertible {
        case authFile = "credHelpers in the auth file"
        case registriesConf = "credential-helpers in registries.conf"

        var testDescription: String { rawValue }
    }

    private let environment: [String: String]

    init(on workstation: Workstation, using configuration: Configuration, for registry: Registry) throws {
        try DebianPackage.require("skopeo", from: "skopeo")
        // skopeo 1.9 ignores CONTAINERS_REGISTRIES_CONF, and takes the file in the home before that in /etc.
        let directory = ".config/containers"
        try workstation.write(
            #"{"default": [{"type": "insecureAcceptAnything"}]}"#,
            to: "\(directory)/policy.json"
        )
        switch configuration {
        case .authFile:
            try workstation.write(#"{"credHelpers": {"\#(registry.address)": "pat"}}"#, to: "\(directory)/auth.json")
            try workstation.write("", to: "\(directory)/registries.conf")
        case .registriesConf:
            // An auth file that is named must be there, even for a logout from a helper.
            try workstation.write("{}", to: "\(directory)/auth.json")
            try workstation.write(#"credential-helpers = ["pat"]"#, to: "\(directory)/registries.conf")
        }
        let own = ["REGISTRY_AUTH_FILE": workstation.home / "\(directory)/auth.json"]
        environment = workstation.environment.setting(own)
    }

    /// Runs skopeo with what a person would type after its name.
    func callAsFunction(_ words: String..., input: String = "") throws -> Command {
        try Command.run(
            PrivateMounts.around(["skopeo"] + words),
            input: Data(input.utf8),
            environment: environment
        )
    }

    func login(_ server: String, as username: String, password: String) throws -> Command {
        try self(
            "login",
            "--tls-verify=false",
            "--username",
            username,
            "--password-stdin",
            server,
            input: password
        )
    }

    func inspect(_ image: String) throws -> Command {
        try self("inspect", "--tls-verify=false", "docker://\(image)")
    }
}
