import CLibsecret
import CredentialHelper
import Synchronization

/// libsecret's encrypted file (`SECRET_BACKEND=file`), opened: one file with one password, read once.
///
/// libsecret has one such file open in a process. Opening another closes the one before, whose items stay good.
final class LibsecretFileBackend {
    /// Where errors say that the file is.
    private let reportedPath: String
    private let loop = EventLoop(isClientGone: { false })
    private let deadline: Deadline
    private let number: Int

    private static let openings = Atomic(0)

    /// Opens the file at `path`, or makes an empty one in memory when there is none. Costs the 100,000 rounds of
    /// PBKDF2 that make the key, some 20 ms; a wrong password is no error yet.
    /// - Parameter reportedPath: the path that errors name, where the file is a copy of another.
    init(
        path: String,
        reportedAs reportedPath: String,
        password: Secret,
        until deadline: Deadline
    ) throws(KeyringError) {
        self.reportedPath = reportedPath
        self.deadline = deadline
        number = Self.openings.add(1, ordering: .relaxed).newValue
        // The one function that has libsecret forget which backend it has open.
        secret_service_disconnect()
        do throws(GLibError) {
            // Finds nothing, and opens the file for it.
            _ = try FileBackendEnvironment.with(path: path, password: password) { () throws(GLibError) in
                try items(with: ["docker-credential-pat": ""])
            }
        } catch {
            throw KeyringError(error, ofFile: reportedPath)
        }
    }

    /// The items that have these attributes, all when there are none, decrypted; in the order in which they were
    /// stored. Throws when one does not decrypt: it is damaged, or the password is wrong.
    func items(with attributes: [String: String]) throws(GLibError) -> [KeyringFileItem] {
        let list = try call { pending in
            Self.withHashTable(of: attributes) {
                secret_password_searchv(nil, $0, SECRET_SEARCH_ALL, nil, PendingResult.callback, pending.userData())
            }
        } finish: { result, error in
            let list = secret_password_search_finish(result, error)
            return list == nil && error.pointee != nil ? nil : .some(list)
        }
        defer { g_list_free(list) }
        var items: [KeyringFileItem] = []
        var next = list
        while let node = next {
            items.append(KeyringFileItem(owned: OpaquePointer(node.pointee.data)))
            next = node.pointee.next
        }
        return items
    }

    /// Stores an item in place of one with exactly these attributes, and writes the file.
    func store(_ attributes: ItemAttributes, label: String, secret: Secret) throws(KeyringError) {
        let value = secret.expose { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                secret_value_new($0.baseAddress, gssize($0.count), "text/plain")
            }
        }
        defer { secret_value_unref(UnsafeMutableRawPointer(value)) }
        try change { pending in
            Self.withHashTable(of: attributes.values) {
                secret_password_storev_binary(
                    nil,
                    $0,
                    nil,
                    label,
                    value,
                    nil,
                    PendingResult.callback,
                    pending.userData()
                )
            }
        } finish: { result, error in
            secret_password_store_finish(result, error) == 0 ? nil : ()
        }
    }

    /// Removes all items that have these attributes, and writes the file.
    func remove(_ attributes: ItemAttributes) throws(KeyringError) {
        try change { pending in
            Self.withHashTable(of: attributes.values) {
                secret_password_clearv(nil, $0, nil, PendingResult.callback, pending.userData())
            }
        } finish: { result, error in
            // FALSE without an error: there were none.
            secret_password_clear_finish(result, error) == 0 && error.pointee != nil ? nil : ()
        }
    }

    /// Removes all that there is, and writes the file.
    func removeAll() throws(KeyringError) {
        try remove(ItemAttributes())
    }

    // MARK: - Parts

    private func change(
        _ start: (PendingResult) -> Void,
        finish: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Void?
    ) throws(KeyringError) {
        do throws(GLibError) {
            try call(start, finish: finish)
        } catch {
            throw KeyringError(error, ofFile: reportedPath)
        }
    }

    private func call<Answer>(
        _ start: (PendingResult) -> Void,
        finish: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Answer?
    ) throws(GLibError) -> Answer {
        precondition(number == Self.openings.load(ordering: .relaxed), "another file has been opened since")
        let pending = PendingResult()
        try loop.asDefault { () throws(GLibError) in
            start(pending)
            do throws(GLibError) {
                try loop.wait(until: deadline) { pending.isAnswered }
            } catch {
                LibraryFailure.endIfOutOfThreads()
                throw error
            }
        }
        return try pending.finish(finish)
    }

    private static func withHashTable(of attributes: [String: String], _ body: (OpaquePointer?) -> Void) {
        let table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)
        defer { g_hash_table_unref(table) }
        for (name, value) in attributes { g_hash_table_insert(table, g_strdup(name), g_strdup(value)) }
        body(table)
    }
}

extension KeyringError {
    /// What an error of libsecret's means for the encrypted file at `path`.
    init(_ error: GLibError, ofFile path: String) {
        if case .timedOut(let seconds) = error.kind {
            self = .system(path: path, "nothing came of it within \(seconds) s")
        } else {
            self = .system(path: path, error.message)
        }
    }
}
