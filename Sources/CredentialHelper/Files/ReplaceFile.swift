import Glibc

/// Writes a file in one step: whoever reads it finds what was there before or `contents`, whole. A symbolic link at
/// `path` stays one, and what it points to is replaced.
func replaceFile(at path: String, with contents: Secret) throws(FileError) {
    do throws(SystemError) {
        try StagedFile(beside: linkTarget(of: path), contents: contents).takePlace()
    } catch {
        throw FileError(path: path, reason: error)
    }
}

/// The file that `path` leads to when it is a symbolic link, whether that is there or not; otherwise `path` itself, as
/// where that name is not UTF-8.
func linkTarget(of path: String) -> String {
    if let real = realpath(path, nil) {
        defer { free(real) }
        return String(validatingCString: real) ?? path
    }
    var target = path
    // More links than the kernel follows, too (path_resolution(7)).
    for _ in 0..<40 {
        guard let next = readLink(target) else { return target }
        guard !next.isEmpty else { return path }
        target = next.hasPrefix("/") ? next : "\(parentDirectory(of: target))/\(next)"
    }
    return path
}

/// Where a symbolic link leads; `nil` where there is none, and "" when that is not UTF-8.
private func readLink(_ path: String) -> String? {
    let text = Secret()
    let count = text.append(room: Int(PATH_MAX)) {
        readlink(path, $0.bindMemory(to: CChar.self).baseAddress!, $0.count)
    }
    guard count >= 0 else { return nil }
    return text.expose { $0.span.isUTF8 ? String(decoding: $0, as: UTF8.self) : "" }
}
