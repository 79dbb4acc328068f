/// The address of a registry as a client gives it.
package struct ServerName: Equatable {
    /// The name as given, without the white space around it.
    package let text: String

    package enum ValidationError: Error, Equatable {
        case empty
        case controlCharacter
    }

    /// Takes a name as a client writes it; white space around it, such as a newline, is no part of it.
    package init(_ given: String) throws(ValidationError) {
        text = given.trimmed
        guard !text.isEmpty else { throw .empty }
        guard !text.hasControlCharacter else { throw .controlCharacter }
    }

    /// The stored names that a `get` for this one may answer from, in groups of equally good ones, best group first:
    /// the names that mean the same, then those of the longest path, by component, that this one begins with.
    package func matches(among stored: [String]) -> [[String]] {
        guard let wanted = RegistryIdentity(text) else { return [] }
        var byDepth: [Int: [String]] = [:]
        for name in stored {
            guard let identity = RegistryIdentity(name.trimmed), identity.contains(wanted) else { continue }
            byDepth[identity.path.count, default: []].append(name)
        }
        return byDepth.sorted { $0.key > $1.key }.map(\.value)
    }

    /// The stored names that mean this server: what an `erase` removes.
    package func equivalents(among stored: [String]) -> [String] {
        let wanted = RegistryIdentity(text)
        return stored.filter { name in
            name.sameBytes(as: text) || (wanted != nil && RegistryIdentity(name.trimmed) == wanted)
        }
    }
}
