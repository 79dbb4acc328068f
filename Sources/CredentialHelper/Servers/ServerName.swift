/// The address of a registry as a client gives it.
package struct ServerName: Equatable {
    /// The name as given, without the white space around it.
    package let text: String
    /// The same with it: another program may have stored it so.
    let given: String

    package enum ValidationError: Error, Equatable {
        case empty
        case controlCharacter
    }

    /// Takes a name as a client writes it; white space around it, such as a newline, is no part of it.
    package init(_ given: String) throws(ValidationError) {
        self.given = given
        text = given.trimmed
        guard !text.isEmpty else { throw .empty }
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
