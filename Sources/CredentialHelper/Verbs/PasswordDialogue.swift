/// Asks for the encrypted file's password: on the terminal, or in a file that was named on the command line, where `-`
/// is standard input.
struct PasswordDialogue {
    private let console: any Console
    private let keyring: any EncryptedKeyring
    /// How long a person has for an answer.
    private let seconds: Int

    init(console: any Console, keyring: any EncryptedKeyring, settings: Settings) {
        self.console = console
        self.keyring = keyring
        seconds = settings.timeLimits.prompt
    }

    /// A password that opens the keyring. Whoever types it may try three times.
    func opening(from file: String?) throws -> KeyringPassword {
        for _ in 1...2 {
            do {
                return try checked(ask("Password of the keyring: ", or: file))
            } catch KeyringError.wrongPassword where file == nil {
                console.writeError("wrong password: try again\n")
            }
        }
        return try checked(ask("Password of the keyring: ", or: file))
    }

    /// A password for a new keyring; whoever types it does so twice.
    func new(from file: String?) throws -> KeyringPassword {
        let first = try ask("New password of the keyring: ", or: file)
        if file != nil { return first }
        let second = try ask("The same once more: ", or: nil)
        guard first.secret.isSame(as: second.secret) else { throw KeyringError.password(.mismatch) }
        return first
    }

    private func checked(_ password: KeyringPassword) throws(KeyringError) -> KeyringPassword {
        try keyring.check(password)
        return password
    }

    private func ask(_ prompt: String, or file: String?) throws -> KeyringPassword {
        switch file {
        case nil: try KeyringPassword(console.askPassword(prompt, seconds: seconds), from: .typed)
        case "-": try KeyringPassword(console.readInput(limit: Helper.inputLimit) { seconds }, from: .typed)
        case let file?: try keyring.password(inFile: file)
        }
    }
}
