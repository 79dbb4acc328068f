import CredentialHelper
import Glibc

/// How the encrypted file is changed: by one helper at a time, as a staged file that then takes the file's place.
extension KeyringDirectory {
    /// Waits for the lock on the file, and makes the directory if it is missing.
    func acquireLock(until deadline: Deadline) throws(KeyringError) -> WriterLock {
        let isThere = try isTrusted()
        if let foreign = FileOwner.foreignDirectory(of: path) { throw .foreignDirectory(path: foreign) }
        if !isThere { try make() }
        return try WriterLock.acquire(fileAt: lockFile) { () throws(KeyringError) in
            if deadline.isOver { throw .busy(.file, seconds: deadline.seconds) }
        }
    }

    /// Makes it, unless it is on a file system without locks: nothing is left where nothing can be kept.
    private func make() throws(KeyringError) {
        do throws(SystemError) {
            try FileLock.requireLocks(above: path)
        } catch {
            throw .cannotLock(path: lockFile, error.text)
        }
        do throws(FileError) {
            try makeDirectories(path)
        } catch {
            throw .system(path: error.path, error.reason.text)
        }
        _ = try isTrusted()
    }

    /// Waits until nobody is changing the file. For want of a lock it does not wait.
    func waitForWriter(until deadline: Deadline) {
        guard let file = try? FileDescriptor(opening: lockFile, flags: O_RDONLY | O_NOFOLLOW) else { return }
        FileLock(file).acquire(.shared, pause: 5_000...5_000) { !deadline.isOver }
    }

    /// Makes an empty staging directory, whatever one that was killed has left in it, and puts a copy of the file
    /// there.
    func stage(copyOf contents: KeyringFileContents?) throws(KeyringError) {
        removeStaging()
        guard mkdir(staging, 0o700) == 0 else { throw .system(path: staging, SystemError.last.text) }
        if let contents { try writeStaged(contents.bytes) }
    }

    /// Writes the staged file anew.
    func replaceStaged(with contents: Secret) throws(KeyringError) {
        unlink(stagedFile)
        try writeStaged(contents)
    }

    private func writeStaged(_ contents: Secret) throws(KeyringError) {
        try KeyringError.naming(stagedFile) { () throws(SystemError) in
            let file = try FileDescriptor(opening: stagedFile, flags: O_WRONLY | O_CREAT | O_EXCL)
            defer { file.close() }
            try contents.expose { bytes throws(SystemError) in try file.write(bytes) }
        }
    }

    /// Puts the staged file in the file's place, in one step, and sees to it that it stays there after a power cut.
    func commit() throws(KeyringError) {
        try synchronize(stagedFile, flags: O_RDONLY)
        guard rename(stagedFile, file) == 0 else { throw .system(path: file, SystemError.last.text) }
        try synchronize(path, flags: O_RDONLY | O_DIRECTORY)
    }

    /// Removes the staging directory. What is left in it if that fails is encrypted, and goes with the next change.
    /// A link in its place is removed, and not followed: what is in another directory is not ours to remove.
    func removeStaging() {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
        guard let directory = try? FileDescriptor(opening: staging, flags: flags) else {
            unlink(staging)
            return
        }
        for name in directory.entries() { unlinkat(directory.number, name, 0) }
        directory.close()
        rmdir(staging)
    }

    private func synchronize(_ path: String, flags: Int32) throws(KeyringError) {
        try KeyringError.naming(path) { () throws(SystemError) in
            let descriptor = try FileDescriptor(opening: path, flags: flags)
            defer { descriptor.close() }
            try descriptor.synchronize()
        }
    }
}
