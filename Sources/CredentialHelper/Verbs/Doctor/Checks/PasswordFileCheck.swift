import Glibc

/// The files with the encrypted file's password: whoever reads one can read the keyring.
enum PasswordFileCheck: DoctorCheck {
    static var name: String { "password" }

    static func findings(in examination: Examination) -> [Finding] {
        let machine = examination.machine
        let credentials = machine["CREDENTIALS_DIRECTORY"].map { "\($0)/docker-credential-pat" }
        let named = [examination.settings.passwordFile].compactMap(\.self)
        let others = [credentials].compactMap(\.self) + servicesFiles(of: machine)
        return named.map { finding(of: $0, isNamed: true, on: machine) }
            + others.compactMap { machine.status(of: $0) == nil ? nil : finding(of: $0, isNamed: false, on: machine) }
    }

    /// Those that systemd is to hand to services, as the README has them made.
    private static func servicesFiles(of machine: Machine) -> [String] {
        let directory = machine.root + "/etc/docker-credential-pat"
        return FileAccess.names(inDirectory: directory, atMost: 100).map { "\(directory)/\($0)" }
    }

    private static func finding(of path: String, isNamed: Bool, on machine: Machine) -> Finding {
        guard let status = machine.status(of: path) else {
            let reason = SystemError.last.text
            return .problem("the password file \(path): \(reason)", hint: "mend the setting password_file")
        }
        if !FileOwner.isTrusted(status.st_uid) {
            return .problem(.password(.untrusted(path: path, .foreignOwner)))
        }
        if status.st_mode & 0o022 != 0, status.st_mode & S_IFMT == S_IFREG {
            return .problem(.password(.untrusted(path: path, .writableByOthers)))
        }
        if FileAccess.isReadableByOthers(path) {
            let text = "the password file \(path) can be read by others"
            // What is mounted for a container is root's, and nobody there can change it.
            let isOwn = status.st_uid == machine.user
            return isOwn ? .problem(text, hint: "chmod go-r \(path)") : .note(text)
        }
        if isNamed, access(path, R_OK) != 0 {
            return .problem("the password file \(path): \(SystemError.last.text)", hint: "mend its owner, or its mode")
        }
        return .ok("the password file \(path) can be read by nobody else")
    }
}
