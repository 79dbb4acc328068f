/// podman's `registries.conf`, as far as it names helpers (containers-registries.conf(5), `credential-helpers`).
enum RegistriesFile {
    /// What stands among the helpers for the files with `auths` and `credHelpers`.
    static let authFiles = "containers-auth.json"

    /// The helpers that podman asks, in their order; `nil` where no file names any, and it reads its files alone.
    static func credentialHelpers(_ machine: Machine) -> (names: [String], path: String)? {
        var found: (names: [String], path: String)?
        for path in paths(machine) {
            guard let text = machine.text(ofFile: path), let names = credentialHelpers(in: text), !names.isEmpty else {
                continue
            }
            found = (names, path)
        }
        return found
    }

    /// What is read, in the order in which the later one counts.
    private static func paths(_ machine: Machine) -> [String] {
        if let named = machine["CONTAINERS_REGISTRIES_CONF"] { return [named] }
        let system = machine.root + "/etc/containers"
        let home = machine["HOME"].map { "\($0)/.config" }
        let own = (machine["XDG_CONFIG_HOME"] ?? home).map { "\($0)/containers" }
        let main = own.flatMap { machine.status(of: "\($0)/registries.conf") == nil ? nil : $0 } ?? system
        let others = [system, own].compactMap { $0 }.flatMap { directory in
            FileAccess.names(inDirectory: "\(directory)/registries.conf.d", atMost: 100)
                .filter { $0.hasSuffix(".conf") }
                .map { "\(directory)/registries.conf.d/\($0)" }
        }
        return ["\(main)/registries.conf"] + others
    }

    /// The array of strings under the key in a TOML text; it stands before the first table.
    static func credentialHelpers(in text: String) -> [String]? {
        var array: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let line = String(line.prefix { $0 != "#" }).trimmed
            if array == nil {
                if line.hasPrefix("[") { return nil }
                guard line.hasPrefix("credential-helpers"), let equals = line.firstIndex(of: "=") else { continue }
                array = String(line[line.index(after: equals)...])
            } else {
                array? += line
            }
            if array?.contains("]") == true { break }
        }
        guard let array else { return nil }
        // Every second piece is between two quotation marks.
        let pieces = array.prefix { $0 != "]" }.split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
        return pieces.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
