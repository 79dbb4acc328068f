/// Which keyring is in use, why, and whether it can be reached.
enum KeyringCheck: DoctorCheck {
    static var name: String { "keyring" }

    static func findings(in examination: Examination) throws(KeyringError) -> [Finding] {
        let keyring = try examination.keyring.get()
        // Only its first answer tells that somebody is there.
        _ = try examination.provider.get()
        let isChosen = examination.settings.keyring != nil
        let reason = isChosen ? "as the setting keyring says" : "since nobody has chosen another"
        let file = try? examination.encryptedFile.get()
        switch keyring.store.keyring {
        case .file:
            let used = Finding.ok("the keyring is the encrypted file \(file?.path ?? ""), \(reason)")
            return [used, otherHelper(on: examination.machine), keyring.obstacleToService.flatMap(trouble)]
                .compactMap(\.self)
        case .service:
            let used = Finding.ok("the keyring is the Secret Service, \(reason)")
            guard !isChosen, let file, (try? file.exists) == true else { return [used] }
            return [
                used,
                .note(
                    "the encrypted file \(file.path) is not in use",
                    hint: "to choose it: docker-credential-pat setup --keyring file"
                ),
            ]
        }
    }

    /// Who goes back to it, or uses both, would look for the credentials in vain.
    private static func otherHelper(on machine: Machine) -> Finding? {
        let helper = "docker-credential-secretservice"
        guard machine.searchPath.program(named: helper) != nil else { return nil }
        return .ok("\(helper) does not see what is kept in the encrypted file: it asks the Secret Service alone")
    }

    /// That there is a bus, or should be one, and the keyring on it could not be spoken to.
    static func trouble(with obstacle: KeyringError.Unreachable) -> Finding? {
        switch obstacle {
        case .noBus, .noProvider: nil
        default:
            .note(
                "the Secret Service was passed over: \(obstacle.cause)",
                hint: "to choose the file, and ask no bus: docker-credential-pat setup --keyring file"
            )
        }
    }
}
