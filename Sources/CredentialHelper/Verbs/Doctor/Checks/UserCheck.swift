import Glibc

/// Whose session it is: root's by sudo, or another user's, has other files and another keyring than one would think.
enum UserCheck: DoctorCheck {
    static var name: String { "user" }

    static func findings(in examination: Examination) -> [Finding] {
        let machine = examination.machine
        let findings = [home(of: machine), sudo(on: machine)] + directories(of: machine)
        let found = findings.compactMap(\.self)
        return found.isEmpty ? [.ok("\(machine.name(of: machine.user)), with a home of their own")] : found
    }

    private static func home(of machine: Machine) -> Finding? {
        guard let home = machine["HOME"] else {
            return .problem("HOME is not set: clients find no configuration", hint: "set HOME")
        }
        guard let status = machine.status(of: home) else {
            return .problem("the home \(home) is not there", hint: "make it, or set HOME to one that is")
        }
        guard status.st_uid != machine.user, !FileOwner.isTrusted(status.st_uid) else { return nil }
        return .problem(
            "\(machine.name(of: machine.user)) runs this with the home of \(machine.name(of: status.st_uid)), \(home)",
            hint: "run it as \(machine.name(of: status.st_uid)), or with a home of its own: sudo -H"
        )
    }

    private static func sudo(on machine: Machine) -> Finding? {
        guard let person = machine["SUDO_USER"], person != machine.name(of: machine.user) else { return nil }
        return .note(
            "by sudo, this is \(machine.name(of: machine.user)), whose files and keyring are not those of \(person)",
            hint: "docker needs no sudo for the members of the group docker"
        )
    }

    /// Those places of the session that belong to somebody else.
    private static func directories(of machine: Machine) -> [Finding?] {
        let bus = machine["DBUS_SESSION_BUS_ADDRESS"].flatMap(socket)
        let places = [("XDG_RUNTIME_DIR", machine["XDG_RUNTIME_DIR"]), ("DBUS_SESSION_BUS_ADDRESS", bus)]
        return places.map { variable, path in
            guard let path, let status = machine.status(of: path), status.st_uid != machine.user else { return nil }
            return .problem(
                "\(variable) names \(path), of the session of \(machine.name(of: status.st_uid))",
                hint: "log in as \(machine.name(of: machine.user)) in a session of its own: machinectl shell, or ssh"
            )
        }
    }

    /// The path of the socket in the address of a bus (D-Bus Specification, "Server Addresses").
    private static func socket(ofBus address: String) -> String? {
        guard address.hasPrefix("unix:") else { return nil }
        let options = address.dropFirst(5).prefix { $0 != ";" }.split(separator: ",")
        return options.first { $0.hasPrefix("path=") }.map { String($0.dropFirst(5)) }
    }
}
