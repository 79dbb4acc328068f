/// The variable with credentials that goes before every file and helper (docker 28.3 and later).
enum AuthVariableCheck: DoctorCheck {
    static var name: String { "variable" }
    private static let variable = "DOCKER_AUTH_CONFIG"

    static func findings(in examination: Examination) -> [Finding] {
        guard var text = examination.machine[variable] else { return [] }
        let hint = "unset \(variable), for the keyring to be asked"
        let configuration: DockerConfiguration
        do {
            configuration = try DockerConfiguration(JSONDocument(text.withUTF8(Secret.init)))
        } catch {
            // In words of its own: what the error says may be of a place in a secret.
            return [.problem("\(variable) is set, and is not of the form that docker reads", hint: hint)]
        }
        let servers = configuration.entries.map(\.server.printableName)
        if servers.isEmpty { return [.note("\(variable) is set, and names no registry", hint: hint)] }
        return [
            .note(
                "\(variable) is set: docker 28.3 and later ask no helper for \(servers.joined(separator: ", "))",
                hint: hint
            )
        ]
    }
}
