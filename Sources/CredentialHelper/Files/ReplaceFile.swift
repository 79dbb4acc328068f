import Glibc

/// Writes a file in one step: whoever reads it finds what was there before or `contents`, whole. A symbolic link at
/// `path` stays one, and what it points to is replaced.
func replaceFile(at path: String, with contents: Secret) throws(FileError) {
    let target = linkTarget(of: path)
    // A name that nobody has used before: not the process's number, which one that was killed may have had.
    let stagedPath = "\(target).\(String(UInt64.random(in: .min ... .max), radix: 36))"
    do throws(SystemError) {
        let staged = try FileDescriptor(opening: stagedPath, flags: O_WRONLY | O_CREAT | O_EXCL)
        var isInPlace = false
        defer {
            staged.close()
            if !isInPlace { unlink(stagedPath) }
        }
        try contents.expose { bytes throws(SystemError) in try staged.write(bytes) }
        try staged.synchronize()
        guard rename(stagedPath, target) == 0 else { throw .last }
        isInPlace = true
    } catch {
        throw FileError(path: path, reason: error)
    }
}

/// The file that `path` leads to when it is a symbolic link, otherwise `path` itself, as where that name is not UTF-8.
func linkTarget(of path: String) -> String {
    let real = realpath(path, nil)
    defer { free(real) }
    return real.flatMap { String(validatingCString: $0) } ?? path
}
