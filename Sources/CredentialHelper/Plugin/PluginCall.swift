/// What docker asks of its plugin (docker/cli, `cli-plugins`).
struct PluginCall {
    /// The plugin's name in docker's command line.
    static let name = "pat"

    /// The arguments as the helper would be given them.
    let words: [String]
    /// `--config`: the directory of docker's configuration, in place of what the environment says.
    private(set) var configuration: String?

    /// - Parameter arguments: docker's own options, the plugin's name, and what follows it. `help pat VERB`,
    ///   `__complete pat …` and `__completeNoDesc pat …` have a word before the name.
    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let option = rest.first, option.hasPrefix("-"), let count = Self.length(of: option) {
            if option == "--config" { configuration = rest.dropFirst().first }
            if option.hasPrefix("--config=") { configuration = String(option.dropFirst("--config=".count)) }
            rest = rest.dropFirst(count)
        }
        switch rest.first {
        case Self.name: words = rest.count == 1 ? ["--help"] : Array(rest.dropFirst())
        case let request? where rest.dropFirst().first == Self.name: words = [request] + rest.dropFirst(2)
        default: words = Array(rest)
        }
    }

    /// How many words docker's option is, with its value; `nil` for one that is not docker's.
    private static func length(of option: String) -> Int? {
        if let equals = option.firstIndex(of: "=") { return length(of: String(option[..<equals])).map { _ in 1 } }
        switch option {
        case "--config", "--context", "--host", "--log-level", "--tlscacert", "--tlscert", "--tlskey", "-c", "-H", "-l":
            return 2
        case "--debug", "--tls", "--tlsverify", "-D": return 1
        default: return nil
        }
    }

    /// Whether docker wants to know what the plugin is.
    var asksForMetadata: Bool { words == ["docker-cli-plugin-metadata"] }

    /// What the plugin is, in one line of JSON.
    static func metadata(version: String) -> String {
        let members = [
            ("SchemaVersion", "0.1.0"), ("Vendor", "docker-credential-pat"), ("Version", version),
            ("ShortDescription", "Registry tokens in the system keyring"),
        ]
        return "{" + members.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",") + "}\n"
    }
}
