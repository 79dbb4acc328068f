import Glibc

/// The encrypted file, where there is one: who may read and write it, and whether it can be locked.
enum KeyringFileCheck: DoctorCheck {
    static var name: String { "file" }

    static func findings(in examination: Examination) throws(KeyringError) -> [Finding] {
        let file: any EncryptedKeyring
        do throws(KeyringError) {
            file = try examination.encryptedFile.get()
            guard try file.exists else { return [] }
        } catch {
            // Who has chosen the Secret Service needs no place for a file.
            if error == .noDirectory, examination.settings.keyring != .file { return [] }
            throw error
        }
        if FileAccess.isReadableByOthers(file.path) {
            return [
                .note(
                    "the encrypted file \(file.path) can be read by others: only its password protects it",
                    hint: "chmod go-r \(file.path)"
                ), lock(of: file),
            ].compactMap(\.self)
        }
        return [lock(of: file) ?? .ok("the encrypted file \(file.path) can be read by nobody else")]
    }

    /// Locks what writers lock, for a moment, if it is there: nothing is made.
    private static func lock(of file: any EncryptedKeyring) -> Finding? {
        guard let descriptor = try? FileDescriptor(opening: file.lockFile, flags: O_RDONLY | O_NOFOLLOW) else {
            return nil
        }
        switch FileLock(descriptor).acquire(.shared, pause: 1...1, while: { false }) {
        case .acquired: return nil
        case .givenUp: return .note("another process is changing the encrypted file just now")
        case .unavailable(let error): return .problem(.cannotLock(path: file.lockFile, error.text))
        }
    }
}
