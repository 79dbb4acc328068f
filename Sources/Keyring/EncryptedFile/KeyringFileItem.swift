import CLibsecret
import CredentialHelper

/// One item of the file, decrypted.
final class KeyringFileItem {
    private let item: OpaquePointer
    let attributes: ItemAttributes

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
        self.attributes = ItemAttributes(attributes)
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
        return Secret(copying: value)
    }

    var credential: Credential { attributes.credential(with: secret) }
}
