/// Whether what new credentials go to is there, and open.
enum CollectionCheck: DoctorCheck {
    static var name: String { "lock" }

    static func findings(in examination: Examination) throws(KeyringError) -> [Finding] {
        let isFile = try examination.keyring.get().store.keyring == .file
        let canAsk = try examination.provider.get()?.canAsk == true
        if !isFile { _ = examination.items }
        let state = try examination.collection.get()
        return [isFile ? file(state, examination: examination) : service(state, canAsk: canAsk)]
    }

    private static func file(_ state: CollectionState, examination: Examination) -> Finding {
        switch state {
        case .open, .volatile: return .ok("the encrypted file is open")
        case .locked, .missing:
            let reason = kernelRefusal(examination)
            return .problem(state == .locked ? .noPassword(kernelKeyring: reason) : .noFile(kernelKeyring: reason))
        }
    }

    /// Why the kernel keeps no keys here, in its own words; `nil` when it does.
    private static func kernelRefusal(_ examination: Examination) -> String? {
        do throws(KeyringError) {
            try examination.encryptedFile.get().requireKernelKeyring()
        } catch .kernelKeyring(let reason) {
            return reason
        } catch {
            return nil
        }
        return nil
    }

    private static func service(_ state: CollectionState, canAsk: Bool) -> Finding {
        switch state {
        case .open: .ok("the default collection is unlocked")
        case .locked where canAsk:
            .note(
                "the default collection is locked: the next docker command will ask for its password",
                hint: "unlock it, for example by logging in to the desktop"
            )
        case .locked: .problem(.locked)
        case .missing(let others) where canAsk:
            .note(
                others == 0
                    ? "there is no keyring yet: the first login will ask for the password of a new one"
                    : "no keyring is the default one: the next login will ask for a new one's password",
                hint: others == 0 ? nil : KeyringError.noDefaultCollection(asked: false).hint?.text
            )
        case .missing(let others):
            .problem(others == 0 ? .noCollection(asked: false) : .noDefaultCollection(asked: false))
        case .volatile:
            .problem(
                "the default collection is in memory, and would end with its daemon",
                hint: KeyringError.noDefaultCollection(asked: false).hint?.text
            )
        }
    }
}
