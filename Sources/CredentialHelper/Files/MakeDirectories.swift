import Glibc

/// The nearest directory above an absolute path that is there already.
func nearestDirectory(above path: String) -> String {
    var components = path.split(separator: "/").dropLast()
    while !components.isEmpty, access("/" + components.joined(separator: "/"), F_OK) != 0 { components.removeLast() }
    return "/" + components.joined(separator: "/")
}

/// Makes the directory at an absolute path, and those above it, where they are missing: each for this user alone.
package func makeDirectories(_ path: String) throws(FileError) {
    var directory = ""
    for component in path.split(separator: "/") {
        directory += "/\(component)"
        if mkdir(directory, 0o700) != 0, errno != EEXIST { throw FileError(path: directory, reason: .last) }
    }
}
