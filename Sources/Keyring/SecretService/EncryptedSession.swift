import CLibsecret
import CredentialHelper

/// libsecret's session with the provider, by which a secret crosses the bus encrypted.
final class EncryptedSession {
    private unowned let bus: Bus
    private let service = new_lean_secret_service()!
    private var isPrepared = false
    private var opening = Pending()

    init(over bus: Bus) {
        self.bus = bus
    }

    deinit {
        g_object_unref(service)
    }

    /// Makes libsecret's connection to the provider. A search that was sent before is answered meanwhile.
    func prepare() throws(CallError) {
        if isPrepared { return }
        do throws(CallError) {
            try bus.connect { g_initable_init(OpaquePointer(service), $0, $1) == 0 ? nil : () }
        } catch {
            // GIO aborts when it is to initialise the same object again.
            bus.forgetKeys()
            throw error
        }
        isPrepared = true
    }

    /// Starts to agree on keys, unless that was done before, and does not wait for it. It takes half of a `get`'s time.
    func startOpening() {
        opening = Pending()
        secret_service_ensure_session(service, nil, Pending.callback, opening.userData())
    }

    /// Waits until the keys are agreed on.
    func finishOpening() throws(CallError) {
        try bus.wait(for: opening)
        do throws(CallError) {
            _ = try opening.finish { secret_service_ensure_session_finish(service, $0, $1) == 0 ? nil : true }
        } catch  where error.remoteName != nil {
            // KWallet refuses one public key in 256, and takes one in 256 for another: those with a leading zero.
            throw error.asStartOver
        }
    }

    /// The session's object path, for the provider to know which keys to use.
    var path: Variant {
        .objectPath(String(cString: secret_service_get_session_dbus_path(service)))
    }

    func encrypt(_ secret: Secret) -> Variant {
        secret.expose { bytes in
            // KeePassXC expands placeholders such as {TITLE} in what is called text. Anything else is called text,
            // so that other programs may read the item as text, too.
            let type = bytes.contains(UInt8(ascii: "{")) ? "application/octet-stream" : "text/plain"
            let value = bytes.withMemoryRebound(to: CChar.self) {
                secret_value_new($0.baseAddress, gssize($0.count), type)
            }
            defer { secret_value_unref(UnsafeMutableRawPointer(value)) }
            return Variant(owned: g_variant_ref_sink(secret_service_encode_dbus_secret(service, value)))
        }
    }

    /// - Returns: nothing when the provider's answer does not decrypt.
    func decrypt(_ encrypted: Variant) -> Secret? {
        guard let value = encrypted.lend({ secret_service_decode_dbus_secret(service, $0) }) else { return nil }
        defer { secret_value_unref(UnsafeMutableRawPointer(value)) }
        var length: gsize = 0
        let bytes = secret_value_get(value, &length)
        return bytes?.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
            Secret(UnsafeBufferPointer(start: $0, count: Int(length)))
        }
    }
}
