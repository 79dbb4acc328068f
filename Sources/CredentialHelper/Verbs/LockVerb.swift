/// `lock`: has the kernel forget the password of the encrypted file.
struct LockVerb: Verb {
    static var name: String { "lock" }
    static var help: String { "  lock           close the encrypted file" }

    init(_ arguments: inout Arguments) {}

    func run(_ helper: Helper) throws -> ExitStatus {
        let keyring = try helper.keyrings.encryptedFile(Settings(environment: helper.environment))
        try keyring.forget()
        if case .file(let path) = try keyring.password()?.source {
            helper.console.writeError("note: the password file \(path) still opens the keyring\n")
        }
        return .done
    }
}
