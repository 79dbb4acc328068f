import CLibsecret
import CredentialHelper

/// The expiry that somebody has recorded of a secret, as an attribute of the secret's own item.
///
/// Why an attribute: it can be read while the secret is locked (but for a GNOME keyring that was never unlocked, which
/// hashes attributes, and a locked KeePassXC database, which shows nothing), all three providers let it be changed in
/// place, and docker-credential-secretservice, which asks for a subset of the attributes, finds and replaces the item
/// as before. It is set after the item is made, never by making one: an item with an attribute more is a second item.
/// It cannot be a comment on the secret itself, nor a second item, which the reference would not remove.
///
/// Why bound to the secret: GNOME Keyring and KWallet drop the attribute when another program replaces the secret,
/// but KeePassXC keeps it, and setting a secret in place keeps it everywhere. Removed it is by an empty value, since
/// KeePassXC merges attributes. Its name must not be the beginning of `username`: the reference compares only so far.
struct ExpiryRecord {
    static let attribute = "expires"

    /// `never`, or a date and time of RFC 3339.
    let expiry: String
    private let salt: String
    private let fingerprint: String

    /// Binds `expiry` to the secret of `credential`.
    ///
    /// A secret that a person may have thought up can be found by trying, with a whole fingerprint to try against, and
    /// KWallet keeps attributes in the clear: of such a one there are but 16 bits, which tell it from the next all but
    /// once in 65,536 times, and confirm no guess.
    init(_ expiry: String, of credential: Credential) {
        self.expiry = expiry
        let random = g_uuid_string_random()
        defer { g_free(random) }
        salt = String(cString: random!)
        let whole = KeyedDigest.hexadecimal(of: credential.secret, key: salt)
        fingerprint = String(whole.prefix(credential.isGuessable ? Self.shortest : 32))
    }

    private static let shortest = 4

    /// Takes an attribute's value apart; nothing when it is of another form.
    init?(_ text: String?) {
        let parts = (text ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, parts[2].utf8.count >= Self.shortest else { return nil }
        expiry = String(parts[0])
        salt = String(parts[1])
        fingerprint = String(parts[2])
    }

    var text: String { "\(expiry) \(salt) \(fingerprint)" }

    func isOf(_ secret: Secret) -> Bool {
        KeyedDigest.hexadecimal(of: secret, key: salt).hasPrefix(fingerprint)
    }
}
