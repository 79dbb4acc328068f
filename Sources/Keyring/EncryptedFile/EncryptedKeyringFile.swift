package import CredentialHelper
import Glibc

/// The encrypted file: where it is, how it is read, and how it is changed as a whole. Its password is in
/// `EncryptedKeyringFile+Password`.
package final class EncryptedKeyringFile {
    let directory: KeyringDirectory
    let passwordFile: String?
    /// systemd's, for the credentials of a service (systemd.exec(5), `LoadCredential=`).
    let credentialsDirectory: String?
    private let limits: TimeLimits
    private var opened: OpenKeyringFile?

    package init(environment: [String: String], settings: Settings) throws(KeyringError) {
        directory = try KeyringDirectory(environment)
        passwordFile = settings.passwordFile
        credentialsDirectory = environment["CREDENTIALS_DIRECTORY"].flatMap { $0.first == "/" ? $0 : nil }
        limits = settings.timeLimits
    }

    package var path: String { directory.file }
    package var lockFile: String { directory.lockFile }

    var deadline: Deadline { Deadline(seconds: limits.call) }

    // MARK: - Reading

    /// Opens the file as it is now; `nil` when there is none. What was opened before and has not changed is not opened
    /// again, since making the key takes most of a verb's time.
    private func open() throws(KeyringError) -> OpenKeyringFile? {
        if let opened, directory.version() == opened.version { return opened }
        guard let contents = try directory.contents() else { return nil }
        guard let password = try password(for: contents) else { throw .noPassword(kernelKeyring: kernelRefusal) }
        opened = try open(contents, with: password, until: deadline)
        return opened
    }

    func open(
        _ contents: KeyringFileContents,
        with password: KeyringPassword,
        until deadline: Deadline
    ) throws(KeyringError) -> OpenKeyringFile {
        try OpenKeyringFile(contents, openedAt: path, of: path, with: password, until: deadline)
    }

    /// Gives the file to `body`; `nil` when there is none. Once more if the password proves wrong, or to be another
    /// file's, while another helper changes it: file and password were read one after the other.
    func read<Answer>(
        _ body: (OpenKeyringFile?) throws(KeyringError) -> Answer
    ) throws(KeyringError) -> Answer {
        do throws(KeyringError) {
            return try body(open())
        } catch {
            guard mayBeChanging(after: error) else { throw error }
            directory.waitForWriter(until: deadline)
            opened = nil
            return try body(open())
        }
    }

    // MARK: - Changing

    /// Makes a change as a whole or not at all: on a copy, which then takes the file's place. A damaged file, or one
    /// that the password does not open, stays as it is. Without a file, makes one.
    /// - Parameters:
    ///   - given: a password to use instead of the one in force.
    ///   - body: is given what the file keeps, and tells whether it changed anything.
    func rewrite(
        with given: KeyringPassword? = nil,
        _ body: (LibsecretFileBackend, [KeyringFileItem]) throws(KeyringError) -> Bool
    ) throws(KeyringError) {
        let deadline = deadline
        let lock = try directory.acquireLock(until: deadline)
        defer { withExtendedLifetime(lock) {} }
        let before = try directory.contents()
        guard let password = if let given { given } else { try password(for: before) } else {
            throw before == nil ? .noFile(kernelKeyring: kernelRefusal) : .noPassword(kernelKeyring: kernelRefusal)
        }
        defer { directory.removeStaging() }
        try directory.stage(copyOf: before)
        if let before {
            let copy = try openStaged(before, with: password, until: deadline)
            guard try body(copy.backend, copy.allItems()) else { return }
        } else {
            _ = try body(makeStaged(in: directory, with: password, until: deadline), [])
        }
        try commit()
    }

    func openStaged(
        _ contents: KeyringFileContents,
        with password: KeyringPassword,
        until deadline: Deadline
    ) throws(KeyringError) -> OpenKeyringFile {
        try OpenKeyringFile(
            contents,
            openedAt: directory.stagedFile,
            of: path,
            with: password,
            until: deadline
        )
    }

    /// An empty file in the staging directory of `directory`.
    func makeStaged(
        in directory: KeyringDirectory,
        with password: KeyringPassword,
        until deadline: Deadline
    ) throws(KeyringError) -> LibsecretFileBackend {
        let backend = try LibsecretFileBackend(
            path: directory.stagedFile,
            reportedAs: path,
            password: password.secret,
            until: deadline
        )
        try OpenKeyringFile.addPasswordCheck(with: backend, to: path) { () throws(KeyringError) in
            try directory.stagedContents()
        }
        return backend
    }

    func commit() throws(KeyringError) {
        guard try directory.stagedContents().format != nil else {
            throw .system(path: path, "libsecret wrote a file of another form")
        }
        try directory.commit()
        opened = nil
    }
}
