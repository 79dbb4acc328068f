/// The address of a registry as a client gives it, or whatever another program has stored in its place: what can be
/// listed can be asked for, and removed.
package struct ServerName: Equatable {
    /// The name as given, without the white space around it, unless it is nothing else.
    package let text: String
    /// The same with it: another program may have stored it so.
    let given: String

    package enum ValidationError: Error, Equatable {
        case empty
        case controlCharacter
    }

    /// Takes a name to be looked for; white space around it, such as a newline, is no part of it.
    package init(_ given: String) throws(ValidationError) {
        self.given = given
        let trimmed = given.trimmed
        text = trimmed.isEmpty ? given : trimmed
        guard !text.isEmpty else { throw .empty }
        // No keyring can have it in a name: it would end the text there, and find another one.
        guard !text.utf8.contains(0) else { throw .controlCharacter }
    }

    /// Takes a name to store something by. No registry has one with a control character in it.
    package init(storable given: String) throws(ValidationError) {
        try self.init(given)
        guard !text.isBlank else { throw .empty }
        guard !text.hasControlCharacter else { throw .controlCharacter }
    }

    /// Those of `stored` that a `get` may answer from when nothing is kept under this very name, grouped as in
    /// `alternatives`.
    package func matches(among stored: [String]) -> [[String]] {
        alternatives
            .map { names in stored.filter { name in names.contains { $0.sameBytes(as: name) } } }
            .filter { !$0.isEmpty }
    }
}
