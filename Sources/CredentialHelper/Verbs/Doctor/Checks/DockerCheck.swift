/// Which file docker reads, and what in it points here.
enum DockerCheck: DoctorCheck {
    static var name: String { "docker" }
    static let hint = "to have docker use it: docker-credential-pat setup"

    static func findings(in examination: Examination) -> [Finding] {
        guard let found = examination.clientFiles.docker else { return [] }
        if let failure = found.failure(of: "docker") { return [failure] }
        let isInstalled = examination.machine.searchPath.program(named: "docker") != nil
        guard let configuration = found.contents else {
            let text = "docker reads \(found.path), which \(found.isMissing ? "is not there" : "is empty")"
            if isInstalled { return [.problem("\(text): it does not ask this helper", hint: hint)] }
            return [.note("there is no docker on PATH, and no \(found.path)")]
        }
        let finding = pointer(of: configuration, in: found.path, isInstalled: isInstalled)
        return [finding] + misspellings(in: configuration, path: found.path)
    }

    private static func pointer(of configuration: DockerConfiguration, in path: String, isInstalled: Bool) -> Finding {
        let store = configuration.credsStore.flatMap { $0.isEmpty ? nil : $0 }
        let others = configuration.credHelpers.filter { !DockerConfiguration.isOwn($0.helper) }
        if let store, DockerConfiguration.isOwn(store) {
            let exceptions = others.map { "\($0.registry.printableName) (\($0.helper))" }
            let but = exceptions.isEmpty ? "" : " but \(exceptions.joined(separator: ", "))"
            return .ok("\(path): docker asks docker-credential-\(store) for every registry\(but)")
        }
        let rest = store.map { "docker-credential-\($0) for all others" } ?? "no helper for any other"
        let own = configuration.ownRegistries.map(\.printableName)
        if !own.isEmpty {
            return .ok("\(path): docker asks this helper for \(own.joined(separator: ", ")), and \(rest)")
        }
        let text =
            store.map { "\(path): docker asks docker-credential-\($0), and not this helper" }
            ?? "\(path): docker asks no helper, and keeps what a login gives it in plain text"
        return isInstalled ? .problem(text, hint: hint) : .note(text, hint: hint)
    }

    /// Keys that docker does not know, and people write for those that it does.
    private static func misspellings(in configuration: DockerConfiguration, path: String) -> [Finding] {
        let known = [
            "credstore": "credsStore", "credentialstore": "credsStore", "credentialsstore": "credsStore",
            "credhelper": "credHelpers", "credshelper": "credHelpers", "credshelpers": "credHelpers",
            "credentialhelpers": "credHelpers", "auth": "auths",
        ]
        return configuration.document.root.members.compactMap { member in
            known[member.key.lowercased()].map { right in
                .problem("\(path): docker does not know \"\(member.key)\"", hint: "it is called \(right)")
            }
        }
    }
}
