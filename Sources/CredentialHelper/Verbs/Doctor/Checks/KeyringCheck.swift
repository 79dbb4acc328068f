/// Which keyring is in use, why, and whether it can be reached.
enum KeyringCheck: DoctorCheck {
    static var name: String { "keyring" }

    static func findings(in examination: Examination) -> [Finding] {
        let store: any CredentialStore
        do throws(KeyringError) {
            store = try examination.keyring.get().store
            // Only its first answer tells that somebody is there.
            _ = try examination.provider.get()
        } catch {
            return [examination.finding(for: error)]
        }
        let isChosen = examination.settings.keyring != nil
        let reason = isChosen ? "as the setting keyring says" : "since nobody has chosen another"
        let file = try? examination.encryptedFile.get()
        switch store.keyring {
        case .file: return [.ok("the keyring is the encrypted file \(file?.path ?? ""), \(reason)")]
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
}
