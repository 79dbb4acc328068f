import Glibc

/// A file in which clients look for credentials, and for the helpers that keep them.
package struct ClientFile {
    package enum Client: Equatable {
        /// docker, and all that read its configuration: compose, buildx, nerdctl, oras, helm, docker-py …
        case docker
        /// podman, buildah and skopeo, which read `credHelpers` only.
        case podman
    }

    package let client: Client
    /// As the client names it; it may be a symbolic link.
    package let path: String

    /// docker's `config.json`; `nil` when the environment does not say where it is.
    package static func docker(_ environment: [String: String]) throws(KeyringError) -> ClientFile? {
        if let directory = try path("DOCKER_CONFIG", in: environment) {
            return ClientFile(client: .docker, path: "\(directory)/config.json")
        }
        return try path("HOME", in: environment).map { ClientFile(client: .docker, path: "\($0)/.docker/config.json") }
    }

    /// podman's, in the order in which it reads them. The first is the one that `podman login` writes; unless
    /// `REGISTRY_AUTH_FILE` names it, it is in a directory that is empty after a reboot. (containers-auth.json(5))
    package static func podman(_ environment: [String: String]) throws(KeyringError) -> [ClientFile] {
        let paths: [String]
        if let named = try path("REGISTRY_AUTH_FILE", in: environment) {
            paths = [named]
        } else {
            let runtime = try path("XDG_RUNTIME_DIR", in: environment)
            let home = try path("HOME", in: environment)
            let configuration = try path("XDG_CONFIG_HOME", in: environment) ?? home.map { "\($0)/.config" }
            paths =
                [runtime.map { "\($0)/containers/auth.json" } ?? "/run/containers/\(geteuid())/auth.json"]
                + (configuration.map { ["\($0)/containers/auth.json"] } ?? [])
        }
        return paths.map { ClientFile(client: .podman, path: $0) }
    }

    /// An absolute path from the environment. docker takes a relative one from where it is started.
    private static func path(_ variable: String, in environment: [String: String]) throws(KeyringError) -> String? {
        guard let path = environment[variable], !path.isEmpty else { return nil }
        // This stands for each byte that was not UTF-8.
        if path.unicodeScalars.contains("\u{FFFD}") { throw .notUTF8(variable: variable) }
        if path.hasPrefix("/") { return path }
        guard let here = getcwd(nil, 0) else { return nil }
        defer { free(here) }
        return String(validatingCString: here).map { "\($0)/\(path)" }
    }

    /// What is in it; `nil` when it is not there, or empty, as docker takes it.
    package func configuration() throws(ClientFileError) -> DockerConfiguration? {
        guard let contents = try ClientFileContents(path), !contents.isBlank else { return nil }
        return try contents.configuration
    }
}
