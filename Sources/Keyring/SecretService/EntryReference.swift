import CredentialHelper

/// A reference to a field of another entry, as KeePassXC finds it in a text: `{REF:P@I:…}`, in capitals or not.
enum EntryReference {
    /// The characters that may stand in each place of its beginning (KeePassXC, `EntryAttributes::matchReference`).
    private static let beginning = ["{", "Rr", "Ee", "Ff", ":", "TUPANItupani", "@", "TUPANIOtupanio", ":"].map {
        Array($0.utf8)
    }

    static func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.indices.contains { start in
            let rest = text[start...]
            guard zip(beginning, rest).allSatisfy({ $0.contains($1) }) else { return false }
            let end = rest.dropFirst(beginning.count)
            return end.first != UInt8(ascii: "}") && end.contains(UInt8(ascii: "}"))
        }
    }

    static func isIn(_ text: String) -> Bool {
        var text = text
        return text.withUTF8(isIn)
    }
}

extension Credential {
    /// Whether a reference is in any part of it.
    var hasEntryReference: Bool {
        EntryReference.isIn(server) || EntryReference.isIn(username) || secret.expose(EntryReference.isIn)
    }
}
