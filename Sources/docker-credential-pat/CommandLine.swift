import Glibc

let version = "0.1.0"

/// Makes sure that the three standard streams are taken: a socket to the keyring that got the number of a closed one
/// would be sent the answer, or an error's words.
func takeStandardStreams() {
    for (descriptor, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)] {
        // Standard output is opened for reading: that nobody can be answered is still an error.
        if fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", mode) }
    }
}

/// The arguments after the program's name; nothing for one that is not UTF-8, which must not be taken for another.
func arguments() -> [String?] {
    (1..<max(1, Int(CommandLine.argc))).map { index in
        CommandLine.unsafeArgv[index].flatMap { String(validatingCString: $0) }
    }
}

/// The environment. Every start reads it, and splitting as Strings can took longer than a verb's own work.
func environmentVariables() -> [String: String] {
    var variables = [String: String](minimumCapacity: 64)
    var entry = environ
    while let text = entry.pointee {
        if let equals = strchr(text, Int32(UInt8(ascii: "="))) {
            variables[String(decoding: bytes(from: text, to: equals), as: UTF8.self)] = String(cString: equals + 1)
        }
        entry += 1
    }
    return variables
}

private func bytes(from start: UnsafePointer<CChar>, to end: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: end - start)
}
