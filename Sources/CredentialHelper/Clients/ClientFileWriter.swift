import Glibc

/// Changes a client's file in one step: whoever reads it finds what was there before, or all of the new. A symbolic
/// link stays one, and what it leads to is changed; mode and owner stay. What was there first is kept in a backup.
///
/// Helpers take turns by a lock on the file's directory. The clients have none: that one has written meanwhile is
/// noticed, and what it wrote is changed then.
struct ClientFileWriter {
    /// What the file is to be, and what of its first state is kept.
    struct Version {
        let contents: Secret
        let backup: Secret
    }

    let file: ClientFile
    /// Where links lead.
    private let target: String
    /// How long to wait for other helpers.
    private let seconds: Int
    private static let mostTries = 100

    init(_ file: ClientFile, seconds: Int) {
        self.file = file
        self.seconds = seconds
        target = linkTarget(of: file.path)
    }

    /// The file's first state; empty when there was no file.
    var backupPath: String { "\(file.path).before-pat" }

    var hasBackup: Bool { access(backupPath, F_OK) == 0 }

    /// Throws where the file could not be changed: what comes before that is then better not done.
    func requireWritable() throws {
        for place in [file.path, target] {
            guard let foreign = FileOwner.foreignDirectory(of: place) else { continue }
            throw KeyringError.foreignDirectory(path: foreign)
        }
        try naming(file.path) { () throws(ClientFileError) in
            try ClientFileContents(target)?.requireOwn()
            for place in [file.path, target] {
                guard access(nearestDirectory(above: place), W_OK) == 0 else { throw .system(.last) }
            }
        }
    }

    /// - Parameter edit: is given what is in the file, and says what is to be; `nil` for nothing else. It may be asked
    ///   again, when somebody has written meanwhile.
    /// - Returns: whether the file was changed.
    @discardableResult
    func change(_ edit: (DockerConfiguration?) throws -> Version?) throws -> Bool {
        let lock = try lockDirectory()
        defer { lock.release() }
        if lock.isHeld {
            for place in [target, backupPath] { StagedFile.removeLeftovers(beside: place) }
        }
        let isFirst = !hasBackup
        var (hasMadeBackup, isChanged) = (false, false)
        defer {
            if hasMadeBackup, !isChanged { removeBackup() }
        }
        for _ in 0..<Self.mostTries {
            let before = try naming(file.path) { () throws(ClientFileError) in try ClientFileContents(target) }
            try naming(file.path) { () throws(ClientFileError) in try before?.requireOwn() }
            let configuration = try naming(file.path) { () throws(ClientFileError) in
                before?.isBlank == false ? try before?.configuration : nil
            }
            guard let version = try edit(configuration) else { return false }
            if before?.bytes.isSame(as: version.contents) == true { return false }
            let staged = try naming(file.path) { () throws(SystemError) in
                if isFirst {
                    try StagedFile(beside: backupPath, contents: version.backup).takePlace { hasMadeBackup = true }
                }
                return try StagedFile(beside: target, contents: version.contents, like: before?.status)
            }
            let now = try naming(file.path) { () throws(ClientFileError) in try ClientFileContents(target) }
            guard before.isSame(as: now) else { continue }
            try naming(file.path) { () throws(SystemError) in
                try staged.takePlace { isChanged = true }
            }
            return true
        }
        throw SetupError.clientFile(path: file.path, .restless)
    }

    /// Writes the backup anew.
    func replaceBackup(with contents: Secret) throws {
        try naming(backupPath) { () throws(SystemError) in
            try StagedFile(beside: backupPath, contents: contents).takePlace()
        }
    }

    /// Removes the file, unless somebody has written to it meanwhile, and its backup.
    func remove(if isUnchanged: (DockerConfiguration?) -> Bool) throws {
        let lock = try lockDirectory()
        defer { lock.release() }
        guard try isUnchanged(file.configuration()) else { return }
        unlink(target)
        removeBackup()
    }

    func removeBackup() {
        unlink(backupPath)
    }

    private func lockDirectory() throws -> FileLock {
        let place = parentDirectory(of: target)
        do {
            try makeDirectories(place)
            if parentDirectory(of: file.path) != place { try makeDirectories(parentDirectory(of: file.path)) }
        } catch {
            throw SetupError.clientFile(path: error.path, .system(error.reason))
        }
        let lock = FileLock(
            try naming(place) { () throws(SystemError) in
                try FileDescriptor(opening: place, flags: O_RDONLY | O_DIRECTORY)
            }
        )
        let deadline = Deadline(seconds: seconds)
        // Some file systems have no locks. Then the look at the file before each change has to do.
        if lock.acquire(.exclusive, pause: 1_000...10_000, while: { !deadline.isOver }) == .givenUp {
            throw SetupError.clientFile(path: file.path, .busy(seconds: seconds))
        }
        return lock
    }

    private func naming<Result>(_ path: String, _ body: () throws(SystemError) -> Result) throws -> Result {
        do throws(SystemError) { return try body() } catch {
            throw SetupError.clientFile(path: path, .system(error))
        }
    }

    private func naming<Result>(_ path: String, _ body: () throws(ClientFileError) -> Result) throws -> Result {
        do throws(ClientFileError) { return try body() } catch { throw SetupError.clientFile(path: path, error) }
    }
}

extension ClientFileContents {
    fileprivate func requireOwn() throws(ClientFileError) {
        guard status.st_uid == geteuid() else { throw .foreignOwner }
    }
}

extension ClientFileContents? {
    fileprivate func isSame(as other: ClientFileContents?) -> Bool {
        switch (self, other) {
        case (nil, nil): true
        case (let one?, let other?): one.isSame(as: other)
        default: false
        }
    }
}
