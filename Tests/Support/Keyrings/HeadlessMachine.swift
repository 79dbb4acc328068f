package import Foundation

/// A machine without a Secret Service, and a place on it for a keyring in an encrypted file. Never the user's.
package final class HeadlessMachine: Sendable {
    package enum Password: Sendable {
        /// A password file, named by the environment.
        case file
        /// None, until something unlocks the keyring.
        case none
    }

    package let directory: TemporaryDirectory
    /// What a program on this machine is run with: no bus, no display, nothing of the user's.
    package let environment: [String: String]
    package let passwordFile: String
    package static let password = "correct horse battery staple"

    /// - Parameter setting: the value of `KEYRING`, if it is set.
    package init(_ password: Password = .file, setting: String? = "file") throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory / "home", withIntermediateDirectories: false)
        passwordFile = directory / "password"
        try Data("\(Self.password)\n".utf8).write(to: URL(fileURLWithPath: passwordFile))
        chmod(passwordFile, 0o600)
        // Without it, root's podman has its file in a directory of the system's.
        var environment = [
            "HOME": directory / "home", "REGISTRY_AUTH_FILE": directory / "home/.config/containers/auth.json",
        ]
        environment["DOCKER_CREDENTIAL_PAT_KEYRING"] = setting
        if password == .file { environment["DOCKER_CREDENTIAL_PAT_PASSWORD_FILE"] = passwordFile }
        self.environment = environment
    }

    deinit {
        // The kernel would keep the password until it reboots.
        _ = try? helper("lock")
    }

    package var data: String { directory / "home/.local/share/docker-credential-pat" }
    package var file: String { data + "/credentials.keyring" }
    package var settingsFile: String { directory / "home/.config/docker-credential-pat/config.json" }

    /// What has libsecret's own programs use the file.
    package var libsecretEnvironment: [String: String] {
        environment.setting([
            "SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": file, "SECRET_FILE_TEST_PASSWORD": Self.password,
        ])
    }

    package var contents: Data {
        get throws { try Data(contentsOf: URL(fileURLWithPath: file)) }
    }

    /// Runs the helper.
    package func helper(
        _ arguments: String...,
        input: String = "",
        and more: [String: String] = [:]
    ) throws -> Command {
        try HelperBinary.run(arguments, input: input, in: environment.setting(more))
    }

    package func store(_ server: String, as username: String = "u", secret: String) throws -> Command {
        try HelperBinary.store(
            DockerCredential(server: server, username: username, secret: secret),
            in: environment
        )
    }
}
