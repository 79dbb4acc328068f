import CLibsecret
import CredentialHelper
import Glibc
import Synchronization

/// libsecret's encrypted file (`SECRET_BACKEND=file`), opened: one file with one password, read once.
///
/// libsecret has one such file open in a process. Opening another closes the one before, whose items stay good.
final class FileBackend {
    private let path: String
    private let loop = EventLoop(isAbandoned: { false })
    private let deadline: Deadline
    private let turn: Int

    private static let turns = Atomic(0)

    /// Opens the file at `path`, or makes an empty one in memory when there is none. Costs the 100,000 rounds of
    /// PBKDF2 that make the key, some 20 ms; a wrong password is no error yet.
    init(path: String, password: Secret, until deadline: Deadline) throws(FileFault) {
        self.path = path
        self.deadline = deadline
        turn = Self.turns.add(1, ordering: .relaxed).newValue
        // The one function that has libsecret forget which backend it has open.
        secret_service_disconnect()
        do throws(CallError) {
            // Finds nothing, and opens the file for it.
            _ = try Self.withEnvironment(path: path, password: password) { () throws(CallError) in
                try items(with: ["docker-credential-pat": ""])
            }
        } catch {
            throw Self.fault(error, path)
        }
    }

    /// libsecret takes the place and the password from the environment. They are there for as long as it opens the
    /// file, in memory of our own that is wiped: `setenv` would leave a copy of the password behind. The process has
    /// started no other, and /proc/PID/environ shows what was there when it started.
    private static func withEnvironment<Result>(
        path: String,
        password: Secret,
        _ body: () throws(CallError) -> Result
    ) throws(CallError) -> Result {
        let names = ["SECRET_BACKEND", "SECRET_FILE_TEST_PATH", "SECRET_FILE_TEST_PASSWORD"]
        let before = names.map { name in getenv(name).map { String(cString: $0) } }
        setenv(names[0], "file", 1)
        setenv(names[1], path, 1)
        let entry = Secret(capacity: password.count + 32)
        entry.append("SECRET_FILE_TEST_PASSWORD=")
        password.expose(entry.append)
        entry.append(0)
        defer {
            for (name, value) in zip(names, before) {
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            }
        }
        return try withExtendedLifetime(entry) { () throws(CallError) in
            entry.expose { bytes in
                _ = bytes.withMemoryRebound(to: CChar.self) { putenv(UnsafeMutablePointer(mutating: $0.baseAddress!)) }
            }
            // Before its memory is wiped, the environment must not point there any longer.
            defer { unsetenv(names[2]) }
            return try body()
        }
    }

    // MARK: - Items

    /// The items that have these attributes, all when there are none, decrypted; in the order in which they were
    /// stored. Throws when one does not decrypt: it is damaged, or the password is wrong.
    func items(with attributes: [String: String]) throws(CallError) -> [FileItem] {
        let list = try call { pending in
            Self.lend(attributes) {
                secret_password_searchv(nil, $0, SECRET_SEARCH_ALL, nil, Pending.callback, pending.userData())
            }
        } finish: { result, error in
            let list = secret_password_search_finish(result, error)
            return list == nil && error.pointee != nil ? nil : .some(list)
        }
        defer { g_list_free(list) }
        var items: [FileItem] = []
        var next = list
        while let node = next {
            items.append(FileItem(owned: OpaquePointer(node.pointee.data)))
            next = node.pointee.next
        }
        return items
    }

    /// Stores an item in place of one with exactly these attributes, and writes the file.
    func store(_ attributes: [String: String], label: String, _ secret: Secret) throws(CallError) {
        let value = secret.expose { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                secret_value_new($0.baseAddress, gssize($0.count), "text/plain")
            }
        }
        defer { secret_value_unref(UnsafeMutableRawPointer(value)) }
        _ = try call { pending in
            Self.lend(attributes) {
                secret_password_storev_binary(nil, $0, nil, label, value, nil, Pending.callback, pending.userData())
            }
        } finish: { result, error in
            secret_password_store_finish(result, error) == 0 ? nil : true
        }
    }

    /// Removes all items that have these attributes, and writes the file.
    func remove(_ attributes: [String: String]) throws(CallError) {
        _ = try call { pending in
            Self.lend(attributes) { secret_password_clearv(nil, $0, nil, Pending.callback, pending.userData()) }
        } finish: { result, error in
            // FALSE without an error: there were none.
            secret_password_clear_finish(result, error) == 0 && error.pointee != nil ? nil : true
        }
    }

    private func call<Answer>(
        _ start: (Pending) -> Void,
        finish: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Answer?
    ) throws(CallError) -> Answer {
        precondition(turn == Self.turns.load(ordering: .relaxed), "another file has been opened since")
        let pending = Pending()
        let outcome = loop.asDefault {
            start(pending)
            return loop.wait(until: deadline) { pending.isAnswered }
        }
        guard outcome == .happened else {
            throw CallError(.file(.failed(path: path, "nothing came of it within \(deadline.seconds) s")))
        }
        return try pending.finish(finish)
    }

    /// Lends a GHashTable with the attributes.
    private static func lend(_ attributes: [String: String], _ body: (OpaquePointer?) -> Void) {
        let table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)
        defer { g_hash_table_unref(table) }
        for (name, value) in attributes { g_hash_table_insert(table, g_strdup(name), g_strdup(value)) }
        body(table)
    }

    static func fault(_ error: CallError, _ path: String) -> FileFault {
        switch error.storeError {
        case .file(let fault): fault
        case .failed(let text): .failed(path: path, text)
        default: .failed(path: path, "it could not be used")
        }
    }
}

/// One item of the file, decrypted.
final class FileItem {
    private let item: OpaquePointer
    let attributes: [String: String]

    init(owned item: OpaquePointer) {
        self.item = item
        var attributes: [String: String] = [:]
        let table = secret_retrievable_get_attributes(item)
        defer { g_hash_table_unref(table) }
        var iterator = GHashTableIter()
        var (name, value): (gpointer?, gpointer?)
        g_hash_table_iter_init(&iterator, table)
        while g_hash_table_iter_next(&iterator, &name, &value) != 0 {
            let text = String(cString: value!.assumingMemoryBound(to: CChar.self))
            attributes[String(cString: name!.assumingMemoryBound(to: CChar.self))] = text
        }
        self.attributes = attributes
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(item))
    }

    var label: String {
        let label = withExtendedLifetime(self) { secret_retrievable_get_label(item) }
        defer { g_free(label) }
        return label.map { String(cString: $0) } ?? ""
    }

    var secret: Secret {
        let value = withExtendedLifetime(self) { secret_retrievable_retrieve_secret_sync(item, nil, nil) }
        defer { secret_value_unref(UnsafeMutableRawPointer(value)) }
        var length: gsize = 0
        guard let bytes = secret_value_get(value, &length) else { return Secret() }
        return bytes.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
            Secret(UnsafeBufferPointer(start: $0, count: Int(length)))
        }
    }
}
