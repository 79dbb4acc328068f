import Glibc

/// Makes the directory at an absolute path, and those above it, where they are missing: each for this user alone.
package func makeDirectories(_ path: String) throws(FileError) {
    var directory = ""
    for component in path.split(separator: "/") {
        directory += "/\(component)"
        if mkdir(directory, 0o700) != 0, errno != EEXIST { throw FileError(path: directory, reason: .last) }
    }
}
