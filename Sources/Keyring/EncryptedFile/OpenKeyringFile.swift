import CredentialHelper

/// The encrypted file, opened with a password that may yet prove wrong.
///
/// libsecret finds nothing with a wrong password and says no more. So the file has an item that is there to be found,
/// the password check: its first. Attributes' names are not encrypted, and one of the check's is made of the salt and
/// the rounds, since damage to those, too, would look like a wrong password.
final class OpenKeyringFile {
    let backend: LibsecretFileBackend
    let version: KeyringFileContents.Version
    private let path: String
    private let format: KeyringFileFormat
    private let source: PasswordSource

    private static let checkName = "docker-credential-pat"
    private static let passwordCheck = [checkName: "keyring"]

    /// - Parameters:
    ///   - contents: what is in the file, read before.
    ///   - file: where it is opened, which may be a copy.
    ///   - path: where it belongs.
    init(
        _ contents: KeyringFileContents,
        openedAt file: String,
        of path: String,
        with password: KeyringPassword,
        until deadline: Deadline
    ) throws(KeyringError) {
        format = try Self.format(of: contents, at: path)
        self.path = path
        source = password.source
        version = contents.version
        backend = try LibsecretFileBackend(
            path: file,
            reportedAs: path,
            password: password.secret,
            until: deadline
        )
    }

    /// Throws when the file is damaged, as far as that shows without a password.
    static func format(of contents: KeyringFileContents, at path: String) throws(KeyringError) -> KeyringFileFormat {
        guard let format = contents.format else { throw .damaged(path: path) }
        if format.firstNames.contains(checkName), !format.firstNames.contains(saltName(format)) {
            throw .damaged(path: path)
        }
        return format
    }

    private static func saltName(_ format: KeyringFileFormat) -> String { "key \(format.saltDigest)" }

    /// Puts the password check into a new file.
    /// - Parameter read: gives the contents of the file that `backend` writes.
    static func addPasswordCheck(
        with backend: LibsecretFileBackend,
        to path: String,
        read: () throws(KeyringError) -> KeyringFileContents
    ) throws(KeyringError) {
        // The salt is known only when the file has been written once.
        let first = ItemAttributes([checkName: "new"])
        try backend.store(first, label: checkName, secret: Secret(capacity: 1))
        guard let format = (try? read())?.format else {
            throw .system(path: path, "libsecret wrote a file of another form")
        }
        let attributes = ItemAttributes(passwordCheck.merging([saltName(format): "1"]) { own, _ in own })
        try backend.store(attributes, label: checkName, secret: Secret(capacity: 1))
        try backend.remove(first)
    }

    /// The items of one server, found by the MAC of its name; none when there are none, or the password is wrong.
    func items(ofServer server: String) throws(KeyringError) -> [KeyringFileItem] {
        do throws(GLibError) {
            return try backend.items(with: ["server": server])
        } catch {
            throw damage(error)
        }
    }

    /// All items but the password check, decrypted anew: kept, they would keep the secrets. Throws when the password is
    /// wrong or anything is damaged.
    func allItems() throws(KeyringError) -> [KeyringFileItem] {
        guard !format.isEmpty else { return [] }
        let items: [KeyringFileItem]
        do throws(GLibError) {
            items = try backend.items(with: [:])
        } catch {
            if case .timedOut = error.kind { throw damage(error) }
            // One MAC that fits is proof of the password.
            let shared = [ItemAttributes.searchMarker(of: .default), ItemAttributes.markerOfNamedProfiles]
            guard ([Self.passwordCheck] + shared).contains(where: fits) else {
                throw .wrongPassword(from: source)
            }
            throw .damaged(path: path)
        }
        if format.firstNames.contains(Self.checkName), !fits(Self.passwordCheck) { throw .damaged(path: path) }
        return items.filter { $0.attributes.values[Self.checkName] == nil }
    }

    /// Whether some item's attributes have these MACs.
    private func fits(_ attributes: [String: String]) -> Bool {
        do throws(GLibError) {
            return try !backend.items(with: attributes).isEmpty
        } catch {
            return true
        }
    }

    /// What to say when an item that was found does not decrypt.
    private func damage(_ error: GLibError) -> KeyringError {
        if case .timedOut = error.kind { KeyringError(error, ofFile: path) } else { .damaged(path: path) }
    }
}
