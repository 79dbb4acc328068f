/// Secrets in plain text (base64 is no more than that) in the files of docker, podman and buildx.
enum PlainSecretCheck: DoctorCheck {
    static var name: String { "secrets" }

    static func findings(in examination: Examination) -> [Finding] {
        let files = examination.clientFiles
        let read = files.all.filter { $0.contents != nil }
        let podmanGoal = ClientFileGoal.podman(reading: (files.podman + [files.docker]).compactMap { $0?.contents })
        let findings = read.flatMap { found -> [Finding] in
            let goal = found.file.client == .podman ? podmanGoal : ClientFileGoal(client: .docker)
            let kept = secrets(in: found, goal: goal, isBuildx: files.buildx.contains { $0.path == found.path })
            guard !kept.isEmpty, FileAccess.isReadableByOthers(found.path) else { return kept }
            return kept + [.problem("\(found.path) can be read by others", hint: "chmod go-r \(found.path)")]
        }
        if !findings.isEmpty { return findings }
        if read.isEmpty { return [] }
        return [.ok("no secret stands in plain text in \(read.map(\.path).joined(separator: ", "))")]
    }

    /// - Parameter goal: by which setup would change the file.
    private static func secrets(in found: FoundClientFile, goal: ClientFileGoal, isBuildx: Bool) -> [Finding] {
        let entries = found.contents?.entries ?? []
        var movable: [String] = []
        var staying: [Finding] = []
        for entry in entries {
            let server = entry.server.printableName
            switch goal.fate(of: entry, among: entries) {
            case .nothing: continue
            case .moves: movable.append(server)
            case .stays(let reason):
                let text = "\(found.path) keeps a secret in plain text, of \(server): \(reason)"
                if case .unusable = entry.contents {
                    staying.append(.problem(text, hint: "log out of \(server), and in again"))
                } else {
                    staying.append(.note(text, hint: "where you need it no more, log out of \(server)"))
                }
            }
        }
        if movable.isEmpty { return staying }
        let setup = isBuildx ? "DOCKER_CONFIG=\(found.path.dropLast("/config.json".count)) " : ""
        let problem = Finding.problem(
            "\(found.path) keeps a secret in plain text, of \(movable.joined(separator: ", "))",
            hint: "\(setup)docker-credential-pat setup moves it into the keyring"
        )
        return [problem] + staying
    }
}
