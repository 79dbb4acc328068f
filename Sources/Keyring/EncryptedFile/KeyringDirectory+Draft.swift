import CredentialHelper
import Glibc

/// Where a file is put together in many steps, of which only the result has to outlast a power cut.
extension KeyringDirectory {
    /// Makes an empty staging directory in memory, where no step waits for a disk, or else uses the one on the disk,
    /// which is there already.
    /// - Parameter contents: the file as it was; the draft may need some of its size at once.
    func stageDraft(of contents: KeyringFileContents) -> KeyringDirectory {
        guard let digest = contents.format?.saltDigest, Self.memoryHasRoom(for: 4 * contents.bytes.count) else {
            return self
        }
        // The same for each change of one file, so that the next removes what one that was killed has left.
        let draft = KeyringDirectory(path: path, staging: "\(Self.memory)/docker-credential-pat-\(digest)")
        do throws(KeyringError) {
            try draft.stage(copyOf: nil)
            return draft
        } catch {
            return self
        }
    }

    private static let memory = "/dev/shm"

    private static func memoryHasRoom(for count: Int) -> Bool {
        var status = statvfs()
        return statvfs(memory, &status) == 0 && UInt(status.f_bavail) * UInt(status.f_frsize) >= UInt(count)
    }
}
