/// A user's directories, and the helper's in them (XDG Base Directory Specification, 0.8). A relative path in a
/// variable is invalid there, and counts as unset.
package enum BaseDirectory {
    case config
    case data
    case state

    /// The helper's own directory there.
    package func path(in environment: [String: String]) throws(KeyringError) -> String? {
        try base(in: environment).map { "\($0)/docker-credential-pat" }
    }

    /// `nil` when the environment does not say where it is. Throws `.notUTF8` when it says so in bytes that are not
    /// UTF-8: a path of them would be another.
    package func base(in environment: [String: String]) throws(KeyringError) -> String? {
        let (variable, fallback) =
            switch self {
            case .config: ("XDG_CONFIG_HOME", ".config")
            case .data: ("XDG_DATA_HOME", ".local/share")
            case .state: ("XDG_STATE_HOME", ".local/state")
            }
        if let base = try Self.path(variable, in: environment) { return base }
        return try Self.path("HOME", in: environment).map { "\($0)/\(fallback)" }
    }

    private static func path(_ variable: String, in environment: [String: String]) throws(KeyringError) -> String? {
        guard let path = environment[variable], path.hasPrefix("/") else { return nil }
        // This stands for each byte that was not UTF-8.
        if path.unicodeScalars.contains("\u{FFFD}") { throw .notUTF8(variable: variable) }
        return path
    }
}
