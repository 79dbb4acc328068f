/// The link by which docker finds this program as its plugin `pat`.
extension ProgramLink {
    /// docker's own order (docker/cli, `cli-plugins/manager/manager_unix.go`); the user's directory comes before them.
    static let pluginDirectories = [
        "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins",
        "/usr/libexec/docker/cli-plugins",
    ]

    /// The one in the user's own plugin directory; `nil` comes of an environment that does not say where docker's
    /// configuration is.
    /// - Parameter program: the path of this program.
    static func plugin(_ environment: [String: String], to program: String) throws(KeyringError) -> ProgramLink? {
        guard let docker = try ClientFile.docker(environment) else { return nil }
        return plugin(in: "\(parentDirectory(of: docker.path))/cli-plugins", to: program)
    }

    /// The plugin that a package has brought for all users; `nil` when there is none.
    static func installedPlugin(for program: String, in directories: [String] = pluginDirectories) -> String? {
        directories.map { plugin(in: $0, to: program) }.first { $0.state == .present }?.path
    }

    private static func plugin(in directory: String, to program: String) -> ProgramLink {
        ProgramLink(path: "\(directory)/docker-\(PluginCall.name)", program: program)
    }
}
