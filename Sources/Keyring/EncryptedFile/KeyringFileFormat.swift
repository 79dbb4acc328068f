import CLibsecret
import CredentialHelper

/// The form of libsecret's keyring file, checked before libsecret reads it: it trusts what it finds, gives up with an
/// assertion on some of it, and would try a damaged count of rounds for hours.
///
///     "GnomeKeyring\n\r\0\n"  1  0  (uayutua(a{say}ay))
///
/// The GVariant holds the salt's size and the salt, the rounds of PBKDF2, the time of the last change, how often it
/// was changed, and the items, each with its attributes' names, a MAC of each attribute's value, and the encrypted
/// rest with a MAC of its own. A wrong key fits no MAC.
struct KeyringFileFormat {
    private static let header = Array("GnomeKeyring\n\r\0\n".utf8) + [1, 0]
    private static let type = "(uayutua(a{say}ay))"
    /// libsecret's own is 100,000; the most would take some seconds.
    private static let rounds = 1_000...10_000_000

    let isEmpty: Bool
    /// The attributes' names of the first item, which is ours.
    let firstNames: [String]
    /// Tells this salt and these rounds from any other.
    let saltDigest: String

    /// `nil` when the bytes are not of the form.
    init?(_ contents: Secret) {
        guard let variant = Self.variant(contents) else { return nil }
        let (salt, rounds) = (variant.child(1).bytes, Int(variant.child(2).word))
        guard Int(variant.child(0).word) == salt.count, salt.count >= 16, Self.rounds.contains(rounds) else {
            return nil
        }
        let items = variant.child(Self.itemsIndex)
        isEmpty = items.withPointer { g_variant_n_children($0) } == 0
        firstNames = isEmpty ? [] : items.child(0).child(0).children.map { $0.child(0).text }

        let key = salt + Array("\(rounds)".utf8)
        let digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, key, gsize(key.count))
        defer { g_free(digest) }
        saltDigest = String(String(cString: digest!).prefix(32))
    }
}

extension KeyringFileFormat {
    /// The items as they are in the file, encrypted.
    static func encryptedItems(in contents: Secret) -> [Variant]? {
        variant(contents)?.child(itemsIndex).children
    }

    /// The file with other items, which have been encrypted with its own key.
    /// - Parameter items: not empty.
    static func contents(_ contents: Secret, holding items: [Variant]) -> Secret? {
        guard var parts = variant(contents)?.children else { return nil }
        parts[Int(itemsIndex)] = .array(items)
        let whole = Secret(capacity: contents.count)
        header.withUnsafeBufferPointer(whole.append)
        Variant.tuple(parts).withPointer { pointer in
            let start = g_variant_get_data(pointer)?.assumingMemoryBound(to: UInt8.self)
            whole.append(UnsafeBufferPointer(start: start, count: Int(g_variant_get_size(pointer))))
        }
        return whole
    }

    private static let itemsIndex: gsize = 5

    /// What follows the header, if it is of the form.
    private static func variant(_ contents: Secret) -> Variant? {
        // GVariant wants its data aligned: a copy is.
        let data = contents.expose { bytes in
            guard bytes.starts(with: header) else { return nil as OpaquePointer? }
            let rest = UnsafeBufferPointer(rebasing: bytes.dropFirst(header.count))
            return g_bytes_new(rest.baseAddress, gsize(rest.count))
        }
        guard let data else { return nil }
        defer { g_bytes_unref(data) }
        let type = g_variant_type_new(Self.type)
        defer { g_variant_type_free(type) }
        guard let value = g_variant_new_from_bytes(type, data, 0) else { return nil }
        let variant = Variant(owned: g_variant_ref_sink(value))
        return variant.withPointer { g_variant_is_normal_form($0) } != 0 ? variant : nil
    }
}

extension Variant {
    /// A 32-bit number that is little-endian on every machine.
    fileprivate var word: UInt32 { UInt32(littleEndian: withPointer { g_variant_get_uint32($0) }) }

    fileprivate var bytes: [UInt8] {
        withPointer { pointer in
            var count: gsize = 0
            let start = g_variant_get_fixed_array(pointer, &count, 1)
            return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
        }
    }
}
