/// Secrets in plain text (base64 is no more than that) in the files of docker, podman and buildx.
enum PlainSecretCheck: DoctorCheck {
    static var name: String { "secrets" }

    static func findings(in examination: Examination) -> [Finding] {
        let read = examination.clientFiles.all.filter { $0.contents != nil }
        let findings = read.flatMap { found -> [Finding] in
            let servers = found.contents?.serversInPlainText ?? []
            if servers.isEmpty { return [] }
            let names = servers.map(\.printableName).joined(separator: ", ")
            let kept = Finding.problem(
                "\(found.path) keeps a secret in plain text, of \(names)",
                hint: "docker-credential-pat setup moves it into the keyring"
            )
            guard FileAccess.isReadableByOthers(found.path) else { return [kept] }
            return [kept, .problem("\(found.path) can be read by others", hint: "chmod go-r \(found.path)")]
        }
        if !findings.isEmpty { return findings }
        if read.isEmpty { return [] }
        return [.ok("no secret stands in plain text in \(read.map(\.path).joined(separator: ", "))")]
    }
}

extension DockerConfiguration {
    /// The servers whose secrets stand in `auths`.
    var serversInPlainText: [String] {
        entries.filter { entry in
            if case .empty = entry.contents { return false }
            return true
        }.map(\.server)
    }
}
