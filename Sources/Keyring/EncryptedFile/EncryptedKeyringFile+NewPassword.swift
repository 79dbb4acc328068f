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
        // Ten thousand items take longer than a call may: what has been begun is not given up for that.
        let deadline = Deadline(seconds: 3600)
        let items = try open(before, with: old, until: deadline).allItems()

        defer { directory.removeStaging() }
        try directory.stage(copyOf: nil)
        try writeStaged(items, in: directory.stageDraft(of: before), with: new, until: deadline)
        let contents = try directory.stagedContents()
        let format = try OpenKeyringFile.format(of: contents, at: path)
        let kept = try openStaged(contents, with: new, until: deadline).allItems()
        guard kept.map(\.attributes) == items.map(\.attributes) else {
            throw .system(path: path, "the copy with the new password is not complete")
        }
        try commit()
        return finish(format)
    }

    /// How many items are stored before they are put aside.
    private static let batch = 16

    /// Writes the staged file: the password check and the items.
    ///
    /// libsecret compares an item that it stores with each that is there, and writes them all: a thousand of them, one
    /// after the other, take most of a minute. So it stores a few at a time in an otherwise empty file, from which they
    /// are taken as they are, encrypted, and all are put together at the end. Until then nobody but libsecret may touch
    /// that file: if it is changed or gone, libsecret 0.21 starts anew with another key.
    /// - Parameter draft: where libsecret writes, and waits each time until all is on the disk, if it is on a disk.
    private func writeStaged(
        _ items: [KeyringFileItem],
        in draft: KeyringDirectory,
        with password: KeyringPassword,
        until deadline: Deadline
    ) throws(KeyringError) {
        defer { if draft.staging != directory.staging { draft.removeStaging() } }
        let backend = try makeStaged(in: draft, with: password, until: deadline)
        var encrypted = try encryptedItems(in: draft)
        var rest = items[...]
        while !rest.isEmpty {
            try backend.removeAll()
            for item in rest.prefix(Self.batch) {
                try backend.store(item.attributes, label: item.label, secret: item.secret)
            }
            encrypted += try encryptedItems(in: draft)
            rest = rest.dropFirst(Self.batch)
        }
        guard let whole = KeyringFileFormat.contents(try draft.stagedContents().bytes, holding: encrypted) else {
            throw .system(path: path, "libsecret wrote a file of another form")
        }
        try directory.replaceStaged(with: whole)
    }

    private func encryptedItems(in draft: KeyringDirectory) throws(KeyringError) -> [Variant] {
        guard let items = KeyringFileFormat.encryptedItems(in: try draft.stagedContents().bytes) else {
            throw .system(path: path, "libsecret wrote a file of another form")
        }
        return items
    }
}
