/// Which files podman, buildah and skopeo read, and what in them points here. They ignore `credsStore`.
enum PodmanCheck: DoctorCheck {
    static var name: String { "podman" }

    static func findings(in examination: Examination) -> [Finding] {
        let machine = examination.machine
        let files = examination.clientFiles
        let failures = files.podman.compactMap { $0.failure(of: "podman") }
        let programs = ["podman", "buildah", "skopeo"].filter { machine.searchPath.program(named: $0) != nil }
        let named = RegistriesFile.credentialHelpers(machine)
        if let named, let own = named.names.first(where: DockerConfiguration.isOwn) {
            return failures + [.ok("\(named.path): podman asks docker-credential-\(own) for every registry")]
        }
        // The last that podman reads is docker's, unless it is told which.
        let isTold = machine["REGISTRY_AUTH_FILE"] != nil
        let read = files.podman + (isTold ? [] : [files.docker].compactMap(\.self))
        if let named, !named.names.contains(RegistriesFile.authFiles) {
            let text = "\(named.path): podman asks \(named.names.joined(separator: ", ")) alone, and not this helper"
            return failures + (programs.isEmpty ? [] : [.note(text, hint: "add \"pat\" to its credential-helpers")])
        }
        let own = read.compactMap { found in
            found.contents.flatMap { contents in
                contents.ownRegistries.isEmpty
                    ? nil
                    : (
                        path: found.path,
                        registries: contents.ownRegistries.map(\.printableName).joined(separator: ", ")
                    )
            }
        }
        if !own.isEmpty {
            return failures
                + own.map { path, registries in
                    .ok("\(path): podman asks this helper for \(registries)")
                }
        }
        guard let program = programs.first, let file = files.podman.last else { return failures }
        let paths = read.map(\.path).joined(separator: ", ")
        return failures + [
            .note(
                "\(program) does not ask this helper: nothing in \(paths) points to it",
                hint: "podman, buildah and skopeo want credHelpers, as in \(file.path): "
                    + #"{"credHelpers": {"ghcr.io": "pat"}}"#
            )
        ]
    }
}
