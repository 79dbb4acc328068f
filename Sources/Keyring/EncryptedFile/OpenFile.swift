import CLibsecret
import CredentialHelper

/// The encrypted file, opened with a password that may yet prove wrong.
///
/// libsecret finds nothing with a wrong password and says no more. So the file has an item that is there to be found,
/// the mark: its first. Attributes' names are not encrypted, and one of the mark's is made of the salt and the rounds,
/// since damage to those, too, would look like a wrong password.
final class OpenFile {
    let backend: FileBackend
    let identity: KeyringPlace.Identity
    private let path: String
    private let format: FileFormat
    private let source: PasswordSource

    private static let name = "docker-credential-pat"
    private static let mark = [name: "keyring"]
    private static let firstMark = [name: "new"]

    /// - Parameters:
    ///   - file: where it is opened, which may be a copy.
    ///   - path: where it belongs.
    init(
        _ file: String,
        at path: String,
        _ contents: (bytes: [UInt8], identity: KeyringPlace.Identity),
        _ password: (Secret, PasswordSource),
        until deadline: Deadline
    ) throws(FileFault) {
        guard let format = FileFormat(contents.bytes) else { throw .damaged(path: path) }
        if format.firstNames.contains(Self.name), !format.firstNames.contains(Self.keyName(format)) {
            throw .damaged(path: path)
        }
        self.path = path
        self.format = format
        source = password.1
        identity = contents.identity
        backend = try FileBackend(path: file, password: password.0, until: deadline)
    }

    private static func keyName(_ format: FileFormat) -> String { "key \(format.keyMark)" }

    static func isMark(_ item: FileItem) -> Bool { item.attributes[name] != nil }

    /// Puts the mark into a new file, written by `backend` to `path`.
    static func mark(_ backend: FileBackend, at path: String) throws(FileFault) {
        do throws(CallError) {
            // The salt is known only when the file has been written once.
            try backend.store(firstMark, label: name, Secret(capacity: 1))
            guard let bytes = try? KeyringPlace.bytes(of: path), let format = FileFormat(bytes) else {
                throw CallError(.file(.failed(path: path, "libsecret wrote a file of another form")))
            }
            let attributes = mark.merging([keyName(format): "1"]) { own, _ in own }
            try backend.store(attributes, label: name, Secret(capacity: 1))
            try backend.remove(firstMark)
        } catch {
            throw FileBackend.fault(error, path)
        }
    }

    /// The items of one server, found by the MAC of its name; none when there are none, or the password is wrong.
    func items(ofServer server: String) throws(FileFault) -> [FileItem] {
        do throws(CallError) {
            return try backend.items(with: ["server": server])
        } catch {
            throw damage(error)
        }
    }

    /// All items but the mark, decrypted anew: kept, they would keep the secrets. Throws when the password is wrong or anything is damaged.
    func allItems() throws(FileFault) -> [FileItem] {
        guard !format.isEmpty else { return [] }
        let items: [FileItem]
        do throws(CallError) {
            items = try backend.items(with: [:])
        } catch {
            if case .file = error.storeError { throw damage(error) }
            // One MAC that fits is proof of the password.
            guard fits(Self.mark) || fits(Dictionary(uniqueKeysWithValues: [Item.mark])) else {
                throw .wrongPassword(from: source)
            }
            throw .damaged(path: path)
        }
        if format.firstNames.contains(Self.name), !fits(Self.mark) { throw .damaged(path: path) }
        return items.filter { !Self.isMark($0) }
    }

    /// Whether some item's attributes have these MACs.
    private func fits(_ attributes: [String: String]) -> Bool {
        do throws(CallError) {
            return try !backend.items(with: attributes).isEmpty
        } catch {
            return true
        }
    }

    /// What to say when an item that was found does not decrypt.
    private func damage(_ error: CallError) -> FileFault {
        if case .file(let fault) = error.storeError { fault } else { .damaged(path: path) }
    }
}
