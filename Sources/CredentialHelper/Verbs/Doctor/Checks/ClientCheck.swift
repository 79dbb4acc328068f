/// Clients that read docker's file, and have no login or no logout of their own.
enum ClientCheck: DoctorCheck {
    static var name: String { "clients" }

    /// Docker's plugins, which are programs of their own, too.
    private static let plugins = ["docker-buildx", "docker-compose"]

    static func findings(in examination: Examination) -> [Finding] {
        let programs = examination.machine.searchPath
        let hasDocker = programs.program(named: "docker") != nil
        let loginless = (hasDocker ? foundPlugins(in: examination) : []) + programsWithoutLogin(on: programs)
        return [
            loginless.isEmpty ? nil : login(for: loginless.joined(separator: ", "), hasDocker: hasDocker),
            programs.program(named: "cosign").map { _ in logout(hasDocker: hasDocker) },
        ].compactMap(\.self)
    }

    private static func programsWithoutLogin(on programs: SearchPath) -> [String] {
        plugins.filter { programs.program(named: $0) != nil }
    }

    private static func foundPlugins(in examination: Examination) -> [String] {
        let machine = examination.machine
        let own = examination.clientFiles.docker.map { "\(parentDirectory(of: $0.path))/cli-plugins" }
        let found = plugins.filter { plugin in
            own.map { machine.status(of: "\($0)/\(plugin)") != nil } == true
                || ProgramLink.pluginDirectories.contains { machine.hasSystemFile("\($0)/\(plugin)") }
        }
        return found.map { $0.split(separator: "-").joined(separator: " ") }
    }

    private static func login(for clients: String, hasDocker: Bool) -> Finding {
        if hasDocker { return .ok("\(clients): logged in and out by docker login and docker logout") }
        return .note(
            "\(clients): logged in and out by docker, which is not on PATH",
            hint: "docker-credential-pat help store, and help erase, say how to do without"
        )
    }

    private static func logout(hasDocker: Bool) -> Finding {
        let way = hasDocker ? "docker logout SERVER" : "docker-credential-pat erase SERVER"
        return .ok("cosign: no logout of its own; \(way) is for it, too")
    }
}
