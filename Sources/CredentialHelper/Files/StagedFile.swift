import Glibc

/// A file that is written beside another one, to take its place in one step: whoever reads that finds what was there
/// before, or all of the new. It is removed when this object goes, unless it has taken the place.
final class StagedFile {
    let path: String
    private let target: String
    private var isInPlace = false

    private static let mark = ".pat-"

    /// - Parameters:
    ///   - target: the absolute path of the file whose place it will take; links in it are not looked at.
    ///   - original: the status of that file, whose mode and group are kept; without one it is for this user alone.
    init(beside target: String, contents: Secret, like original: stat? = nil) throws(SystemError) {
        self.target = target
        path = "\(target)\(Self.mark)\(FileAccess.newSuffix)"
        let file = try FileDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        defer { file.close() }
        try contents.expose { bytes throws(SystemError) in try file.write(bytes) }
        if let original {
            var status = stat()
            guard fstat(file.number, &status) == 0 else { throw .last }
            // The group first: it takes some rights away.
            if status.st_uid != original.st_uid || status.st_gid != original.st_gid {
                guard fchown(file.number, original.st_uid, original.st_gid) == 0 else { throw .last }
            }
            guard fchmod(file.number, original.st_mode & 0o7777) == 0 else { throw .last }
        }
        try file.synchronize()
    }

    deinit {
        if !isInPlace { unlink(path) }
    }

    /// Takes the place, and sees to it that this outlasts a power cut.
    /// - Parameter taken: called as soon as it has, before what may still fail.
    func takePlace(then taken: () -> Void = {}) throws(SystemError) {
        guard rename(path, target) == 0 else { throw .last }
        isInPlace = true
        taken()
        try synchronizeDirectory(of: target)
    }

    /// Removes what processes that were killed have left beside `target`. Only for whoever keeps others from staging a
    /// file there meanwhile.
    static func removeLeftovers(beside target: String) {
        let flags = O_RDONLY | O_DIRECTORY
        guard let directory = try? FileDescriptor(opening: parentDirectory(of: target), flags: flags) else { return }
        defer { directory.close() }
        let start = (target.split(separator: "/").last ?? "") + mark
        for name in directory.entries() where name.hasPrefix(start) { unlinkat(directory.number, name, 0) }
    }
}

/// The directory that the absolute path of a file is in.
func parentDirectory(of path: String) -> String {
    "/" + path.split(separator: "/").dropLast().joined(separator: "/")
}

/// Waits until the names in a file's directory are on the disk.
func synchronizeDirectory(of path: String) throws(SystemError) {
    let place = try FileDescriptor(opening: parentDirectory(of: path), flags: O_RDONLY | O_DIRECTORY)
    defer { place.close() }
    try place.synchronize()
}
