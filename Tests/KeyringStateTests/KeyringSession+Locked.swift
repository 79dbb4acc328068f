import TestSupport
import Testing

extension KeyringSession {
    /// A session with a stored credential, and its keyring locked, as after a login without a password.
    static func locked(_ prompter: Prompter? = nil) throws -> KeyringSession {
        let session = try KeyringSession(prompter: prompter)
        try session.storeOldCredential()
        try session.restartKeyring(.locked)
        return session
    }

    /// Locks a collection, the default one if no other is named, as a person does in a keyring manager.
    func lock(_ collection: String = "login") throws {
        let path = "/org/freedesktop/secrets/collection/\(collection)"
        let ran = try Command.run(
            [
                "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets",
                "org.freedesktop.Secret.Service.Lock", "array:objpath:\(path)",
            ],
            environment: environment
        )
        try #require(ran.status == 0, "\(ran.errorText)")
    }
}
