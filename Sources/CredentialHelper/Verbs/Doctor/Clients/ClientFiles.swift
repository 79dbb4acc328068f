import Glibc

/// The files that docker, podman and buildx read on this machine.
struct ClientFiles {
    /// `nil` where the environment does not say where it is.
    let docker: FoundClientFile?
    /// In the order in which podman reads them.
    let podman: [FoundClientFile]
    /// Those of single registries and repositories.
    let buildx: [FoundClientFile]

    /// Deeper than any repository's path, and more than anybody has.
    private static let (deepest, most) = (8, 100)

    init(_ machine: Machine) {
        docker = (try? ClientFile.docker(machine.environment)).flatMap { $0 }.map(FoundClientFile.init)
        podman = ((try? ClientFile.podman(machine.environment)) ?? []).map(FoundClientFile.init)
        buildx =
            Self.buildxDirectory(machine, docker: docker?.path).map { directory in
                Self.files(below: directory, depth: 0).map { FoundClientFile(ClientFile(client: .docker, path: $0)) }
            } ?? []
    }

    var all: [FoundClientFile] { [docker].compactMap(\.self) + podman + buildx }

    /// `$BUILDX_CONFIG/config`, else `buildx/config` beside docker's own file; below it are
    /// `REGISTRY[/REPOSITORY]/config.json` (buildx 0.31 and later).
    private static func buildxDirectory(_ machine: Machine, docker: String?) -> String? {
        if let directory = machine["BUILDX_CONFIG"] { return "\(directory)/config" }
        return docker.map { String($0.dropLast("config.json".count)) + "buildx/config" }
    }

    /// The files `config.json` below a directory; links to directories are not followed.
    private static func files(below directory: String, depth: Int) -> [String] {
        guard depth <= deepest else { return [] }
        var files: [String] = []
        for name in FileAccess.names(inDirectory: directory, atMost: most) where files.count < most {
            let path = "\(directory)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                files += Self.files(below: path, depth: depth + 1)
            } else if name == "config.json", depth > 0 {
                files.append(path)
            }
        }
        return files
    }
}
