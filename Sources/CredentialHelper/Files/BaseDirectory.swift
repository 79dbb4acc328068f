/// The helper's directories (XDG Base Directory Specification, 0.8). A relative path in a variable is invalid there,
/// and counts as unset.
package enum BaseDirectory {
    case config
    case data
    case state

    package func path(in environment: [String: String]) -> String? {
        let (variable, fallback) =
            switch self {
            case .config: ("XDG_CONFIG_HOME", ".config")
            case .data: ("XDG_DATA_HOME", ".local/share")
            case .state: ("XDG_STATE_HOME", ".local/state")
            }
        if let base = environment[variable], base.hasPrefix("/") { return "\(base)/docker-credential-pat" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return "\(home)/\(fallback)/docker-credential-pat"
    }
}
