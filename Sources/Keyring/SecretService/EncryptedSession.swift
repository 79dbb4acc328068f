import CLibsecret
import CredentialHelper

/// libsecret's session with the provider, by which a secret crosses the bus encrypted.
///
/// Where the provider declines encryption, libsecret goes on without, and says nothing: that is refused here.
final class EncryptedSession {
    private unowned let bus: SessionBus
    private let allowsPlain: Bool
    private let service = new_secret_service_without_watching_proxy()!
    /// The agreement that is under way.
    private var opening: PendingResult?

    /// Makes libsecret's connection to the provider. A search that was sent before is answered meanwhile.
    /// - Parameter allowsPlain: whether secrets may cross the bus in the clear.
    init(connectingOver bus: SessionBus, allowsPlain: Bool) throws(AttemptError) {
        self.bus = bus
        self.allowsPlain = allowsPlain
        do throws(GLibError) {
            try bus.blockingCall { g_initable_init(OpaquePointer(service), $0, $1) == 0 ? nil : () }
        } catch {
            throw .call(error)
        }
    }

    deinit {
        g_object_unref(service)
    }

    /// Begins to agree on keys with the provider, for `open`.
    func startOpening() {
        if opening != nil { return }
        let opening = PendingResult()
        self.opening = opening
        secret_service_ensure_session(service, nil, PendingResult.callback, opening.userData())
    }

    /// Agrees on keys with the provider, unless that was done before, and does `body` meanwhile, which does not need
    /// them: agreeing takes half of a `get`'s time.
    func open<Result>(meanwhile body: () throws(AttemptError) -> Result) throws(AttemptError) -> Result {
        startOpening()
        let opening = opening!
        let result = try body()
        self.opening = nil
        do throws(GLibError) {
            try bus.wait(for: opening)
            try opening.finish { secret_service_ensure_session_finish(service, $0, $1) == 0 ? nil : () }
        } catch {
            // KWallet refuses some keys (`ProviderQuirks`): another pair will do.
            throw error.remoteName == nil ? .call(error) : .outdated(KeyringError(error))
        }
        guard allowsPlain || isEncrypted else { throw .keyring(.plainSession) }
        return result
    }

    private var isEncrypted: Bool {
        String(cString: secret_service_get_session_algorithms(service)) != "plain"
    }

    /// The session's object path, for the provider to know which keys to use.
    var path: Variant {
        .objectPath(String(cString: secret_service_get_session_dbus_path(service)))
    }

    func encrypt(_ secret: Secret) -> Variant {
        secret.expose { bytes in
            let value = bytes.withMemoryRebound(to: CChar.self) {
                secret_value_new($0.baseAddress, gssize($0.count), ProviderQuirks.contentType(of: bytes))
            }
            defer { secret_value_unref(UnsafeMutableRawPointer(value)) }
            return Variant(owned: g_variant_ref_sink(secret_service_encode_dbus_secret(service, value)))
        }
    }

    /// - Returns: `nil` when the provider's answer does not decrypt.
    func decrypt(_ encrypted: Variant) -> Secret? {
        guard let value = encrypted.withPointer({ secret_service_decode_dbus_secret(service, $0) }) else { return nil }
        defer { secret_value_unref(UnsafeMutableRawPointer(value)) }
        return Secret(copying: value)
    }
}
