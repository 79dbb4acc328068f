/// `lock`: has the kernel forget the password of the encrypted file.
struct LockVerb: Verb {
    static var name: String { "lock" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "close the encrypted file",
            description: ["The kernel forgets its password. A password file that still opens it is told of."]
        )
    }

    init(_ arguments: inout Arguments) {}

    func run(_ helper: Helper) throws -> ExitStatus {
        let keyring = try helper.keyrings.encryptedFile(Settings(environment: helper.environment))
        try keyring.forget()
        // It is locked: that a password file cannot be read, or holds an older password, is no failure.
        if let password = try? keyring.password(), case .file(let path) = password.source,
            (try? keyring.check(password)) != nil
        {
            helper.console.writeError("note: the password file \(path) still opens the keyring\n")
        }
        return .done
    }
}
