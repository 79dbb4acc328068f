import CLibsecret

/// A GVariant, kept alive as long as somebody holds it.
final class Variant {
    private let pointer: OpaquePointer

    /// Takes over a reference that the caller owns.
    init(owned pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// Takes over a value fresh from a constructor, whose reference floats.
    private init(floating pointer: OpaquePointer?) {
        self.pointer = g_variant_ref_sink(pointer)
    }

    deinit {
        g_variant_unref(pointer)
    }

    /// Passes the pointer to C: Swift may free an object after its last mention, even while C works on what it owns.
    func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        withExtendedLifetime(self) { body(pointer) }
    }

    private static func combining(
        _ variants: [Variant],
        by body: ([OpaquePointer?], gsize) -> OpaquePointer?
    ) -> Variant {
        withExtendedLifetime(variants) {
            Variant(floating: body(variants.map(\.pointer), gsize(variants.count)))
        }
    }

    // MARK: - Made here

    static func string(_ text: String) -> Variant { Variant(floating: g_variant_new_string(text)) }
    static func objectPath(_ path: String) -> Variant { Variant(floating: g_variant_new_object_path(path)) }
    static func boolean(_ value: Bool) -> Variant { Variant(floating: g_variant_new_boolean(value ? 1 : 0)) }
    static func unsigned32(_ value: UInt32) -> Variant { Variant(floating: g_variant_new_uint32(value)) }
    static func signed32(_ value: Int32) -> Variant { Variant(floating: g_variant_new_int32(value)) }

    /// The value as D-Bus type `v`.
    var boxed: Variant { withPointer { Variant(floating: g_variant_new_variant($0)) } }

    static func tuple(_ children: [Variant]) -> Variant {
        combining(children) { g_variant_new_tuple($0, $1) }
    }

    /// An array; it must not be empty, since its type is its first child's.
    static func array(_ children: [Variant]) -> Variant {
        combining(children) { g_variant_new_array(nil, $0, $1) }
    }

    /// - Parameter type: the D-Bus signature of what the array has none of.
    static func emptyArray(of type: String) -> Variant {
        let type = g_variant_type_new(type)
        defer { g_variant_type_free(type) }
        return Variant(floating: g_variant_new_array(type, nil, 0))
    }

    /// A dictionary with string keys; it must not be empty.
    static func dictionary(_ entries: [String: Variant]) -> Variant {
        array(
            entries.map { key, value in
                combining([string(key), value]) { pair, _ in g_variant_new_dict_entry(pair[0], pair[1]) }
            }
        )
    }

    /// A dictionary of strings (`a{ss}`).
    static func strings(_ entries: [String: String]) -> Variant {
        dictionary(entries.mapValues(string))
    }

    // MARK: - Received

    var type: String { withPointer { String(cString: g_variant_get_type_string($0)) } }

    var children: [Variant] {
        (0..<withPointer { g_variant_n_children($0) }).map(child)
    }

    func child(_ index: gsize) -> Variant {
        withPointer { Variant(owned: g_variant_get_child_value($0, index)) }
    }

    /// The text of a string or an object path.
    var text: String { withPointer { String(cString: g_variant_get_string($0, nil)) } }
    var bool: Bool { withPointer { g_variant_get_boolean($0) != 0 } }
    var unsigned64: UInt64 { withPointer { UInt64(g_variant_get_uint64($0)) } }
    var unsigned32: UInt32 { withPointer { g_variant_get_uint32($0) } }
    var unboxed: Variant { withPointer { Variant(owned: g_variant_get_variant($0)) } }

    /// The entries of a dictionary of strings (`a{ss}`).
    var strings: [String: String] {
        var entries: [String: String] = [:]
        for entry in children { entries[entry.child(0).text] = entry.child(1).text }
        return entries
    }
}
