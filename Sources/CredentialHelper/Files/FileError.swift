/// Why something could not be done with a file or a directory.
package struct FileError: Error, Equatable {
    package let path: String
    package let reason: SystemError
}
