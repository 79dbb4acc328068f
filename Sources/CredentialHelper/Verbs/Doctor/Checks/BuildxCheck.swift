/// The files that buildx reads for single registries and repositories, before docker's own: a helper there may give
/// another account than docker uses.
enum BuildxCheck: DoctorCheck {
    static var name: String { "buildx" }

    static func findings(in examination: Examination) -> [Finding] {
        examination.clientFiles.buildx.flatMap { found -> [Finding] in
            if let failure = found.failure(of: "buildx") { return [failure] }
            let helpers = found.helpers
            if helpers.isEmpty {
                return [.note("\(found.path): buildx reads it before docker's own, and it names no helper")]
            }
            let own = helpers.filter(DockerConfiguration.isOwn)
            let others = helpers.filter { !DockerConfiguration.isOwn($0) }
            return own.map { .ok("\(found.path): buildx asks docker-credential-\($0)") }
                + others.map { .note("\(found.path): buildx asks docker-credential-\($0), whatever docker's own says") }
        }
    }
}
