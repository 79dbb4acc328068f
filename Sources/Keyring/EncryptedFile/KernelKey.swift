import CLinux
import CredentialHelper
import Glibc

/// The keyring's password in the kernel's user keyring (keyrings(7), user-keyring(7)): all processes of the user can
/// read it, in every login session and user namespace, and nobody else; it never touches a disk, and is gone when the
/// machine reboots.
///
/// What the kernel keeps is the password, a NUL, which no password has in it, and what tells the keyring's file from
/// another that may take its place: a password of the one must not become that of the other.
struct KernelKey {
    /// Names the keyring's file, so that each has a key of its own.
    let description: String

    private static let userKeyring = KEY_SPEC_USER_KEYRING
    private static let processKeyring = KEY_SPEC_PROCESS_KEYRING

    /// Whoever possesses the key (has it in a keyring of its session) may do all, and so may other processes of the
    /// user, but for linking it elsewhere: a session that PAM did not set up, as in `su`, cron or a service, possesses
    /// nothing of the user's. Others may do nothing. The bits are in keyctl(2), KEYCTL_SETPERM.
    private static let permissions: UInt32 = 0x3F2F_0000

    /// - Parameter salt: the digest of the file's salt.
    /// - Returns: `nil` when there is no such key, or no longer, or it is of another file.
    func read(boundTo salt: String) throws(KeyringError) -> Secret? {
        if let key = try inUserKeyring(), let password = try Self.read(key, boundTo: salt) { return password }
        for key in elsewhere() {
            if let password = try? Self.read(key, boundTo: salt) { return password }
        }
        return nil
    }

    private static func read(_ key: Int32, boundTo salt: String) throws(KeyringError) -> Secret? {
        let binding = binding(to: salt)
        let limit = KeyringPassword.limit + binding.count
        let payload = Secret(capacity: limit)
        let length = payload.append(room: limit) { key_read(key, $0.baseAddress, $0.count) }
        if length < 0, isAbsence(errno) { return nil }
        guard length >= 0 else { throw refusal() }
        // Of a longer key, not one of ours, nothing has been read.
        if length > limit { return nil }
        return payload.expose { bytes in
            guard bytes.suffix(binding.count).elementsEqual(binding) else { return nil }
            return Secret(UnsafeBufferPointer(rebasing: bytes.dropLast(binding.count)))
        }
    }

    /// Puts the password there in place of the one before, for so many seconds or for good. It becomes visible only
    /// when all is set: until then it is in a keyring of this process alone, with the permissions of a new key, which
    /// let nobody else read it.
    func write(_ password: Secret, boundTo salt: String, for seconds: Int?) throws(KeyringError) {
        let binding = Self.binding(to: salt)
        let payload = Secret(capacity: password.count + binding.count)
        password.expose(payload.append)
        binding.withUnsafeBufferPointer(payload.append)
        let key = payload.expose { key_add(description, $0.baseAddress, $0.count, Self.processKeyring) }
        guard key >= 0 else { throw Self.refusal() }
        if let seconds, key_set_timeout(key, UInt32(clamping: seconds)) != 0 { throw Self.refusal() }
        guard key_set_permissions(key, Self.permissions) == 0, key_link(key, Self.userKeyring) == 0 else {
            throw Self.refusal()
        }
    }

    func remove() throws(KeyringError) {
        for key in try all() {
            guard key_invalidate(key) == 0 || Self.isAbsence(errno) else { throw Self.refusal() }
        }
    }

    /// Whether there is a key, of this file or of another that was in its place.
    var exists: Bool {
        get throws(KeyringError) { try !all().isEmpty }
    }

    /// Throws where the kernel keeps no keys: many containers forbid the system calls.
    func requireKernel() throws(KeyringError) {
        _ = try inUserKeyring()
    }

    /// Whether this process is in a user namespace that does not let it see what `unlock` has left outside.
    static var isHidden: Bool { FileOwner.isInUserNamespace && VisibleKeys().isEmpty }

    private func all() throws(KeyringError) -> [Int32] {
        if let key = try inUserKeyring() { [key] + elsewhere().filter { $0 != key } } else { elsewhere() }
    }

    /// Those of this user in the user keyrings of other namespaces, and the one in our own, too.
    private func elsewhere() -> [Int32] { VisibleKeys().serials(of: description) }

    private func inUserKeyring() throws(KeyringError) -> Int32? {
        let key = key_search(Self.userKeyring, description)
        if key >= 0 { return key }
        guard Self.isAbsence(errno) else { throw Self.refusal() }
        return nil
    }

    /// What follows the password.
    private static func binding(to salt: String) -> [UInt8] { [0] + Array(salt.utf8) }

    private static func isAbsence(_ code: Int32) -> Bool {
        [ENOKEY, EKEYEXPIRED, EKEYREVOKED].contains(code)
    }

    private static func refusal() -> KeyringError { .kernelKeyring(SystemError.last.text) }
}
