import CLinux
import CredentialHelper
import Glibc

/// The keyring's password in the kernel's user keyring (keyrings(7), user-keyring(7)): all processes of the user can
/// read it, in every login session, and nobody else; it never touches a disk, and is gone when the machine reboots.
struct KernelKey {
    /// Names the keyring's file, so that each has a key of its own.
    let description: String

    private static let userKeyring = KEY_SPEC_USER_KEYRING
    private static let processKeyring = KEY_SPEC_PROCESS_KEYRING

    /// Whoever possesses the key (has it in a keyring of its session) may do all, and so may other processes of the
    /// user, but for linking it elsewhere: a session that PAM did not set up, as in `su`, cron or a service, possesses
    /// nothing of the user's. Others may do nothing. The bits are in keyctl(2), KEYCTL_SETPERM.
    private static let permissions: UInt32 = 0x3F2F_0000

    /// - Returns: `nil` when there is no such key, or no longer.
    func read() throws(KeyringError) -> Secret? {
        guard let key = try find() else { return nil }
        let password = Secret(capacity: KeyringPassword.limit + 1)
        let length = password.append(room: KeyringPassword.limit + 1) { key_read(key, $0.baseAddress, $0.count) }
        if length < 0, Self.isAbsence(errno) { return nil }
        guard length >= 0 else { throw Self.refusal() }
        // Of a longer key, not one of ours, nothing has been read.
        return length > KeyringPassword.limit ? nil : password
    }

    /// Puts the password there in place of the one before, for so many seconds or for good. It becomes visible only
    /// when all is set: until then it is in a keyring of this process alone.
    func write(_ password: Secret, for seconds: Int?) throws(KeyringError) {
        let key = password.expose { key_add(description, $0.baseAddress, $0.count, Self.processKeyring) }
        guard key >= 0, key_set_permissions(key, Self.permissions) == 0 else { throw Self.refusal() }
        if let seconds, key_set_timeout(key, UInt32(clamping: seconds)) != 0 { throw Self.refusal() }
        guard key_link(key, Self.userKeyring) == 0 else { throw Self.refusal() }
    }

    func remove() throws(KeyringError) {
        guard let key = try find() else { return }
        guard key_invalidate(key) == 0 || Self.isAbsence(errno) else { throw Self.refusal() }
    }

    /// Throws where the kernel keeps no keys: many containers forbid the system calls.
    func requireKernel() throws(KeyringError) {
        _ = try find()
    }

    private func find() throws(KeyringError) -> Int32? {
        let key = key_search(Self.userKeyring, description)
        if key >= 0 { return key }
        guard Self.isAbsence(errno) else { throw Self.refusal() }
        return nil
    }

    private static func isAbsence(_ code: Int32) -> Bool {
        [ENOKEY, EKEYEXPIRED, EKEYREVOKED].contains(code)
    }

    private static func refusal() -> KeyringError { .kernelKeyring(SystemError.last.text) }
}
