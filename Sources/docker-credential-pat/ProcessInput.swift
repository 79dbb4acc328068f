import Glibc

/// What this process was started with.
enum ProcessInput {
    /// The program as it was called, by its name or by a path, with U+FFFD for each byte that is not UTF-8.
    static var program: String { CommandLine.unsafeArgv[0].map { String(cString: $0) } ?? "" }

    /// The arguments after the program's name; `nil` for one that is not UTF-8, which must not be taken for another.
    static var arguments: [String?] {
        (1..<max(1, Int(CommandLine.argc))).map { index in
            CommandLine.unsafeArgv[index].flatMap { String(validatingCString: $0) }
        }
    }

    /// The environment, with U+FFFD for each byte that is not UTF-8. Every start reads it: split by the means of
    /// `String`, it would take longer than a verb's own work.
    static var environment: [String: String] {
        var variables = [String: String](minimumCapacity: 64)
        var entry = environ
        while let text = entry.pointee {
            if let equals = strchr(text, Int32(UInt8(ascii: "="))) {
                let name = UnsafeRawBufferPointer(start: text, count: equals - text)
                variables[String(decoding: name, as: UTF8.self)] = String(cString: equals + 1)
            }
            entry += 1
        }
        return variables
    }
}
