import Glibc

/// The nearest directory above an absolute path that is there already.
func nearestDirectory(above path: String) -> String {
    var components = path.split(separator: "/").dropLast()
    while !components.isEmpty, access("/" + components.joined(separator: "/"), F_OK) != 0 { components.removeLast() }
    return "/" + components.joined(separator: "/")
}

/// Makes the directory at an absolute path, and those above it, where they are missing: each for this user alone.
///
/// Each is made in one that has been opened and looked at: that somebody puts another in its place meanwhile is of no
/// use. In a directory of somebody else nothing is made, nor by root below one; see `FileOwner.foreignDirectory`.
package func makeDirectories(_ path: String) throws(FileError) {
    var made = ""
    do throws(SystemError) {
        var parent = try FileDescriptor(opening: "/", flags: openedAsPlace)
        defer { parent.close() }
        var isForeign = false
        for component in path.split(separator: "/").map(String.init) {
            made += "/\(component)"
            let owner = try parent.owner
            isForeign = isForeign && geteuid() == 0 || !FileOwner.isTrusted(owner)
            let child = try openDirectory(component, in: parent, mayMake: !isForeign)
            parent.close()
            parent = child
        }
    } catch {
        throw FileError(path: made, reason: error)
    }
}

private func openDirectory(
    _ name: String,
    in parent: FileDescriptor,
    mayMake: Bool
) throws(SystemError) -> FileDescriptor {
    do throws(SystemError) {
        return try FileDescriptor(opening: name, in: parent, flags: openedAsPlace)
    } catch {
        guard error.code == ENOENT else { throw error }
    }
    guard mayMake else { throw SystemError(code: EPERM) }
    if mkdirat(parent.number, name, 0o700) != 0, errno != EEXIST { throw .last }
    return try FileDescriptor(opening: name, in: parent, flags: openedAsPlace)
}

/// open(2)'s O_PATH, which the C library shows to GNU programs alone: it needs no right to read the directory.
private let openedAsPlace: Int32 = 0o10_000_000
