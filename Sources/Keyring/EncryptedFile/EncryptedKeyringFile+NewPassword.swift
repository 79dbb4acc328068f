import CredentialHelper

/// How the file gets another password: all that it keeps is encrypted anew.
extension EncryptedKeyringFile {
    /// Encrypts all of it anew, in one step.
    /// - Parameter finish: is given the form of the new file, once it is there and before another helper may change it.
    func encrypt<Answer>(
        with new: KeyringPassword,
        insteadOf old: KeyringPassword,
        finish: (KeyringFileFormat) -> Answer
    ) throws(KeyringError) -> Answer {
        let lock = try directory.acquireLock(until: deadline)
        defer { withExtendedLifetime(lock) {} }
        guard let before = try directory.contents() else { throw .noFile(kernelKeyring: nil) }
        // Each item means writing the whole staged file once.
        let deadline = Deadline(seconds: 3600)
        let items = try open(before, with: old, until: deadline).allItems()

        defer { directory.removeStaging() }
        try directory.stage(copyOf: nil)
        let backend = try makeStaged(with: new, until: deadline)
        for item in items { try backend.store(item.attributes, label: item.label, secret: item.secret) }
        let contents = try directory.stagedContents()
        let format = try OpenKeyringFile.format(of: contents, at: path)
        let kept = try openStaged(contents, with: new, until: deadline).allItems()
        guard kept.map(\.attributes) == items.map(\.attributes) else {
            throw .system(path: path, "the copy with the new password is not complete")
        }
        try commit()
        return finish(format)
    }
}
