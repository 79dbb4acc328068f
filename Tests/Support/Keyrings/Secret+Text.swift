package import CredentialHelper

extension Secret {
    package convenience init(_ text: String) {
        var text = text
        self.init(capacity: text.utf8.count)
        text.withUTF8(append)
    }

    /// The secret as text, for comparing it.
    package var text: String { expose { String(decoding: $0, as: UTF8.self) } }
}
