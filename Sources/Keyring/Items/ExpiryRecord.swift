import CLibsecret
import CredentialHelper
import PersonalAccessToken

/// The expiry that somebody has recorded of a secret, as an attribute of the secret's own item.
///
/// Why an attribute: it can be read while the secret is locked (but for a GNOME keyring that was never unlocked, which
/// hashes attributes, and a locked KeePassXC database, which shows nothing), all three providers let it be changed in
/// place, and docker-credential-secretservice, which asks for a subset of the attributes, finds and replaces the item
/// as before. It is set after the item is made, never by making one: an item with an attribute more is a second item.
/// It cannot be in the secret itself, which the reference would answer with, nor in a second item, which the reference
/// would not remove.
///
/// Why bound to the secret: GNOME Keyring and KWallet drop the attribute when another program replaces the secret,
/// but KeePassXC keeps it, and setting a secret in place keeps it everywhere. An empty value removes it, since
/// KeePassXC merges attributes. Its name must not be the beginning of `username`: the reference compares only so far.
struct ExpiryRecord {
    static let attribute = "expires"

    let expiry: Expiry
    private let salt: String
    private let fingerprint: String

    /// Binds `expiry` to the secret of `credential`.
    ///
    /// A secret that a person may have thought up can be found by trying, with a whole fingerprint to try against, and
    /// KWallet keeps attributes in the clear. Of such a secret only 16 bits are kept, which tell it from the next one
    /// in all but one of 65,536 cases, and confirm no guess.
    init(_ expiry: Expiry, of credential: Credential) {
        self.expiry = expiry
        let random = g_uuid_string_random()
        defer { g_free(random) }
        salt = String(cString: random!)
        let whole = HMACSHA256.hexadecimal(of: credential.secret, key: salt)
        fingerprint = String(whole.prefix(credential.isGuessable ? Self.shortest : 32))
    }

    private static let shortest = 4

    /// Takes an attribute's value apart; `nil` when it is of another form.
    init?(_ text: String?) {
        let parts = (text ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count >= Self.shortest else { return nil }
        expiry = Expiry(recorded: String(parts[0]))
        if expiry == .unknown { return nil }
        salt = String(parts[1])
        fingerprint = String(parts[2])
    }

    var text: String { "\(expiry.recorded ?? "") \(salt) \(fingerprint)" }

    func isOf(_ secret: Secret) -> Bool {
        HMACSHA256.hexadecimal(of: secret, key: salt).hasPrefix(fingerprint)
    }
}
