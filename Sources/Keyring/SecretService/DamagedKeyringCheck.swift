import CredentialHelper
import Glibc

/// The check whether GNOME Keyring has a keyring file that it cannot read: it shows nothing of it, and would have a
/// client take what is in it for absent. Made only when nothing was found.
extension SecretService {
    struct DamagedKeyringCheck {
        fileprivate let name: String
        fileprivate let file: String
        fileprivate let collections: PendingResult
    }

    /// Asks GNOME Keyring what tells.
    /// - Returns: `nil` where there is no such file.
    func startDamagedKeyringCheck() -> DamagedKeyringCheck? {
        guard let directory = keyringDirectory else { return nil }
        // Another file that is broken is not this helper's concern: new items go to the default one.
        let name = Self.firstLine(of: "\(directory)/default") ?? "login"
        let file = "\(directory)/\(name).keyring"
        guard access(file, F_OK) == 0 else { return nil }
        return DamagedKeyringCheck(name: name, file: file, collections: sendCollections())
    }

    /// Throws when the keyring is damaged.
    func finish(_ check: DamagedKeyringCheck?) throws(AttemptError) {
        guard let check else { return }
        guard try collections(check.collections).contains(Self.path(ofCollection: check.name)) else {
            throw .keyring(.unreadable(path: check.file))
        }
    }

    /// Where GNOME Keyring shows a collection: under the name of its file, escaped.
    private static func path(ofCollection name: String) -> String {
        let escaped = name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                String(Unicode.Scalar(byte))
            default: "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return "/org/freedesktop/secrets/collection/" + escaped.joined()
    }

    private var keyringDirectory: String? {
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return "\(data)/keyrings" }
        return environment["HOME"].map { "\($0)/.local/share/keyrings" }
    }

    private static func firstLine(of path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let text = String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return text.isEmpty ? nil : text
    }
}
