import Glibc

let version = "0.1.0"

/// The arguments after the program's name.
func arguments() -> [String] {
    Array(CommandLine.arguments.dropFirst())
}

/// The environment, read without Foundation, which would cost a helper more than its own work does.
func environmentVariables() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
        let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
        entry += 1
    }
    return variables
}
