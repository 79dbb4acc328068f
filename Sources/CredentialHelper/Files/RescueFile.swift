import Glibc

/// A file for a new token, made before the token is: should the keyring fail, the token is in it and not lost. Only its
/// owner can read it. Where all goes well nobody ever sees it.
///
/// Until then it says what is being made. Of a run that was cut off it is all that is left, and says what may be there
/// at the issuer that nobody knows of.
final class RescueFile {
    /// So much room is taken beforehand, so that a disk that is full meanwhile is no matter.
    private static let room = 4096
    private static let prefix = "new-token-"

    let path: String
    private var file: FileDescriptor?

    /// - Parameter note: what is being made, one line.
    init(_ environment: [String: String], note: String) throws {
        let directory = try Self.directory(environment)
        path = "\(directory)/\(Self.prefix)\(String(UInt64.random(in: .min ... .max), radix: 36))"
        if let foreign = FileOwner.foreignDirectory(of: path) { throw KeyringError.foreignDirectory(path: foreign) }
        do throws(FileError) {
            try makeDirectories(directory)
        } catch {
            throw TokenError.noRescue(path: error.path, error.reason.text)
        }
        do throws(SystemError) {
            let file = try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_EXCL)
            self.file = file
            // Held to the end of the process, however that comes: so a later run knows this one is still at it.
            _ = flock(file.number, LOCK_EX | LOCK_NB)
            let line = Secret(capacity: Self.room)
            for byte in note.printable.utf8.prefix(Self.room - 1) { line.append(byte) }
            while line.count < Self.room { line.append(UInt8(ascii: "\n")) }
            try line.expose { bytes throws(SystemError) in try file.write(bytes) }
            try file.synchronize()
        } catch {
            unlink(path)
            throw TokenError.noRescue(path: path, error.text)
        }
    }

    /// Puts the token there in place of the note: the file stays.
    func keep(_ token: Secret) throws(SystemError) {
        guard let file else { return }
        let line = Secret(capacity: token.count + 1)
        token.expose { line.append($0) }
        line.append("\n")
        let written = line.expose { pwrite(file.number, $0.baseAddress, $0.count, 0) }
        guard written == line.count, ftruncate(file.number, line.count) == 0 else { throw .last }
        try file.synchronize()
    }

    /// Removes it: the token is where it should be, or there is none.
    func remove() {
        unlink(path)
        file?.close()
        file = nil
    }

    deinit {
        file?.close()
    }

    /// Those of runs that were cut off: their paths, and the notes in them.
    static func leftBehind(_ environment: [String: String]) -> [(path: String, note: String)] {
        guard let directory = try? directory(environment), let entries = opendir(directory) else { return [] }
        defer { closedir(entries) }
        var found: [(path: String, note: String)] = []
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            guard name.hasPrefix(prefix) else { continue }
            let path = "\(directory)/\(name)"
            guard let file = try? FileDescriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW) else { continue }
            defer { file.close() }
            guard flock(file.number, LOCK_SH | LOCK_NB) == 0, let text = try? file.readToEnd(limit: room) else {
                continue
            }
            // The length tells a note from a token, which is to be seen by nobody.
            let note =
                text.count == room ? text.expose { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) } : ""
            found.append((path, note))
        }
        return found
    }

    private static func directory(_ environment: [String: String]) throws -> String {
        guard let directory = try BaseDirectory.state.path(in: environment) else { throw KeyringError.noDirectory }
        return directory
    }
}
