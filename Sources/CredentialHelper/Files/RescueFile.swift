import Glibc

/// A file for a new token, made before the token is: should the keyring fail, the token is in it and not lost. Only its
/// owner can read it. Where all goes well nobody ever sees it.
///
/// Until then it says what is being made: a line that begins with `# `, which no token does. Of a run that was cut off
/// it is all that is left, and says what may be there at the issuer that nobody knows of. After the note there is room
/// for the issuer's answer as it arrives.
final class RescueFile {
    /// So much room is taken beforehand, so that a disk that is full meanwhile is no matter.
    private static let (noteRoom, answerRoom) = (4096, 8192)
    /// No issuer says more of a token.
    private static let longestAnswer = 1 << 16
    private static let prefix = "new-token-"
    private static let mark = "# "

    let path: String
    /// `nil` when it is closed.
    private var file: FileDescriptor?
    /// Held to the end of the process, however that comes: so a later run knows that this one is still at it. It has
    /// the file, and closes it.
    private var lock: FileLock?
    /// What the issuer has answered so far.
    private let answer = Secret(capacity: RescueFile.answerRoom)

    /// - Parameter note: what is being made, one line.
    init(_ environment: [String: String], note: String) throws {
        let directory = try Self.directory(environment)
        path = "\(directory)/\(Self.prefix)\(FileAccess.newSuffix)"
        if let foreign = FileOwner.foreignDirectory(of: path) { throw KeyringError.foreignDirectory(path: foreign) }
        do throws(FileError) {
            try makeDirectories(directory)
        } catch {
            throw TokenError.noRescue(path: error.path, error.reason.text)
        }
        do throws(SystemError) {
            let file = try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_EXCL)
            open(file)
            // A run that looks for what others have left may have it for a moment.
            let deadline = Deadline(seconds: 1)
            lock?.acquire(.exclusive, pause: 10_000...10_000) { !deadline.isOver }
            let line = Secret(capacity: Self.noteRoom + Self.answerRoom)
            for byte in "\(Self.mark)\(note.printable)".utf8.prefix(Self.noteRoom - 1) { line.append(byte) }
            while line.count < Self.noteRoom + Self.answerRoom { line.append(UInt8(ascii: "\n")) }
            try line.expose { bytes throws(SystemError) in try file.write(bytes) }
            try file.synchronize()
            try synchronizeDirectory(of: path)
        } catch {
            unlink(path)
            throw TokenError.noRescue(path: path, error.text)
        }
    }

    private init(leftBehind path: String, _ file: FileDescriptor) {
        self.path = path
        open(file)
    }

    private func open(_ file: FileDescriptor) {
        self.file = file
        lock = FileLock(file)
    }

    /// Puts a piece of the issuer's answer there, at once: the token in it may be nowhere else.
    func receive(_ piece: UnsafeBufferPointer<UInt8>) {
        guard let file, answer.count + piece.count <= Self.longestAnswer else { return }
        // Should the file fail, the answer goes on to the keyring all the same.
        _ = pwrite(file.number, piece.baseAddress, piece.count, off_t(Self.noteRoom + answer.count))
        try? file.synchronize()
        answer.append(piece)
    }

    /// Whether anything of an answer has arrived.
    var hasAnswer: Bool { !answer.isEmpty }
    /// The token in what has arrived, which need not be all.
    var receivedToken: Secret? { answer.tokenInAnswer }

    /// Puts the token there in place of all else: the file stays.
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
        lock = nil
        file = nil
    }
}

// MARK: - Those of runs that were cut off

extension RescueFile {
    /// What a run that was cut off has left.
    struct LeftBehind {
        enum Contents {
            case token
            /// The issuer's answer, or a piece of it, and the note.
            case answer(String)
            case note(String)
        }

        let path: String
        let contents: Contents
        /// Whether a run may still be at it: where the file system has no locks nothing tells.
        let mayBeInUse: Bool
    }

    /// Those that there are. Of one with a token in its answer only the token is left.
    static func leftBehind(_ environment: [String: String]) -> [LeftBehind] {
        guard let directory = try? directory(environment) else { return [] }
        return FileAccess.names(inDirectory: directory).filter { $0.hasPrefix(prefix) }.compactMap { name in
            let path = "\(directory)/\(name)"
            guard let file = try? FileDescriptor(opening: path, flags: O_RDWR | O_NOFOLLOW | O_NONBLOCK) else {
                return nil
            }
            let left = RescueFile(leftBehind: path, file)
            // The run is still at it.
            if left.lock?.acquire(.exclusive, pause: 1...1, while: { false }) == .givenUp { return nil }
            let mayBeInUse = left.lock?.isHeld != true
            return left.contents(mayBeInUse: mayBeInUse).map {
                LeftBehind(path: path, contents: $0, mayBeInUse: mayBeInUse)
            }
        }
    }

    /// - Parameter mayBeInUse: whether a run may still be at it: then it is left as it is.
    private func contents(mayBeInUse: Bool) -> LeftBehind.Contents? {
        guard let text = try? file?.readToEnd(limit: Self.noteRoom + Self.longestAnswer) else { return nil }
        let note = text.expose { bytes -> String? in
            // Only a note is shown.
            guard bytes.starts(with: Self.mark.utf8) else { return nil }
            return String(decoding: bytes.dropFirst(Self.mark.utf8.count).prefix { $0 != 0x0A }, as: UTF8.self)
        }
        guard let note else {
            // It may have been cut off between the token and the end of the file.
            let line = text.expose { Secret(UnsafeBufferPointer(rebasing: $0.prefix { $0 != 0x0A })) }
            // Cut off before there was a note, let alone a token.
            if line.isEmpty { return nil }
            if !mayBeInUse, line.count + 1 != text.count { try? keep(line) }
            return .token
        }
        text.expose { answer.append(UnsafeBufferPointer(rebasing: $0.dropFirst(Self.noteRoom).trimmingNewlines)) }
        if !mayBeInUse, let token = receivedToken, (try? keep(token)) != nil { return .token }
        return hasAnswer ? .answer(note) : .note(note)
    }

    private static func directory(_ environment: [String: String]) throws -> String {
        guard let directory = try BaseDirectory.state.path(in: environment) else { throw KeyringError.noDirectory }
        return directory
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    fileprivate var trimmingNewlines: Self {
        self[..<(lastIndex { $0 != 0x0A }.map { $0 + 1 } ?? startIndex)]
    }
}
