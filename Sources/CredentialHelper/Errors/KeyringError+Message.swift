/// How the errors of the keyrings read; the rules are those of `HelperError+Message`.
extension KeyringError {
    var message: String {
        switch self {
        case .busy(_, let seconds): "another docker-credential-pat has been changing the keyring for \(seconds) s"
        case .clientGone: "the client that asked is gone"
        case .notUTF8(let variable): "\(variable) is not valid UTF-8: no file is looked for there"
        case .locked: "the keyring is locked, and nothing can ask for its password"
        case .dismissed: "the keyring is locked: the prompt to unlock it was dismissed"
        case .noCollection(asked: false): "there is no keyring yet, and nothing can ask for a new one's password"
        case .noCollection(asked: true): "there is no keyring yet: the prompt to make one was dismissed"
        case .noDefaultCollection(asked: false):
            "no keyring is the default one, and nothing can ask for a new one's password"
        case .noDefaultCollection(asked: true): "no keyring is the default one: the prompt to make one was dismissed"
        case .plainSession: "the keyring offers no encryption, and its secrets would cross the session bus in the clear"
        case .unreadable(let path): "the keyring cannot read its file \(path): it may be damaged"
        case .unreachable(let reason): reason.message
        case .entryReference: "the keyring refused: it keeps nothing with a reference such as {REF:P@I:…} in it"
        case .refused(let text): "the keyring refused: \(text)"
        case .noPassword: "the keyring is locked"
        case .wrongPassword(.typed): "wrong password"
        case .wrongPassword(.kernel): "wrong password: the one given to unlock does not open the keyring"
        case .wrongPassword(.file(let path)): "wrong password: the one in \(path) does not open the keyring"
        case .noFile: "there is no keyring yet"
        case .damaged(let path): "the keyring file \(path) is damaged"
        case .untrusted(let path, .foreignOwner): "\(path) belongs to somebody else: refused as a keyring"
        case .untrusted(let path, .writableByOthers): "\(path) can be written to by others: refused as a keyring"
        case .untrusted(let path, .notRegular): "\(path) is not a plain file: refused as a keyring"
        case .foreignDirectory(let path): "\(path) belongs to somebody else: nothing is made in it"
        case .noDirectory: "no place for a keyring: neither XDG_DATA_HOME nor HOME is set"
        case .password(let problem): problem.message
        case .kernelKeyring(let reason): "the kernel's keyring cannot be used here: \(reason)"
        case .system(let path, let text), .cannotLock(let path, let text): "\(path): \(text)"
        }
    }

    var hint: Hint? {
        switch self {
        case .busy(.service, _): "it may be waiting at a prompt: look for the keyring's window"
        case .busy(.file, _): "see whether it hangs; DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        case .locked: "unlock the keyring, for example by logging in to the desktop, and try again"
        case .dismissed: "try again and give the keyring's password"
        case .noCollection(asked: false):
            "log in to the desktop once, which makes one, or make one with its keyring manager"
        case .noCollection(asked: true): "try again and choose a password for the new keyring"
        case .noDefaultCollection: "choose a default keyring in the keyring manager, such as Passwords and Keys"
        case .plainSession: "use another keyring, or allow it: DOCKER_CREDENTIAL_PAT_PLAIN_SESSION=allow"
        case .unreadable: "restore the file from a backup, or move it away to begin anew"
        case .unreachable(let reason): reason.hint
        case .entryReference: "KeePassXC reads that as a field of another entry; what was kept before is still there"
        case .refused: "see whether its disk is full or read-only; what was kept before is still there"
        case .noPassword(nil), .wrongPassword(.kernel): "unlock it: \(command: "unlock")"
        case .noFile(nil): "make one: \(command: "unlock")"
        case .noPassword(let reason?), .noFile(let reason?):
            "the kernel's keyring cannot be used here (\(reason)): \(Self.passwordFile)"
        case .kernelKeyring: Hint(Self.passwordFile)
        case .wrongPassword(.file): "put the keyring's password there, or give it to \(command: "unlock")"
        case .damaged: "nothing was changed; restore the file from a backup, or move it away to begin anew"
        case .untrusted(_, .foreignOwner): "\(Self.runAsOwner); else see who put it there"
        case .untrusted(let path, .writableByOthers): "look what it holds, then: chmod go-w \(path)"
        case .untrusted(_, .notRegular): "move it away"
        case .cannotLock:
            "some network file systems have no locks: set XDG_DATA_HOME to a directory on a local disk"
        case .notUTF8: "set XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME to directories whose names are UTF-8"
        case .foreignDirectory: Hint(Self.runAsOwner)
        case .noDirectory: "set HOME"
        case .password(let problem): problem.hint
        case .wrongPassword(.typed):
            "nothing else opens it; without it, move the file that \(command: "status") names away, and log in anew"
        case .clientGone, .system: nil
        }
    }

    /// For whoever has another person's HOME.
    static let runAsOwner = "run it as its owner, or with HOME set to a directory of yours: sudo -H"

    private static let passwordFile =
        "a password file works: DOCKER_CREDENTIAL_PAT_PASSWORD_FILE, or systemd's LoadCredential=docker-credential-pat"
}

extension KeyringError.Unreachable {
    fileprivate var message: String {
        switch self {
        case .noBus, .deadBus, .malformedAddress, .refusedByBus, .denied, .noProvider, .notStarted:
            "no keyring: \(cause)"
        case .providerLeft, .silent, .unanswered: cause
        }
    }

    /// The same where there is another keyring.
    var cause: String {
        switch self {
        case .noBus: "no D-Bus session bus (DBUS_SESSION_BUS_ADDRESS is not set)"
        case .deadBus: "the D-Bus session bus does not answer"
        case .malformedAddress: "DBUS_SESSION_BUS_ADDRESS is not the address of a D-Bus bus"
        case .refusedByBus: "the D-Bus session bus refused the connection"
        case .denied: "the session bus, or a sandbox, denies access to org.freedesktop.secrets"
        case .noProvider: "nothing on the session bus provides org.freedesktop.secrets"
        case .notStarted: "the keyring's service could not be started"
        case .providerLeft: "the keyring's service ended before it had answered"
        case .silent(let seconds): "the keyring did not answer within \(seconds) s"
        case .unanswered(let seconds): "nobody answered the keyring's prompt within \(seconds) s"
        }
    }

    fileprivate var hint: Hint {
        switch self {
        case .noBus, .deadBus, .noProvider, .notStarted:
            "without a desktop, \(Self.encryptedFile)"
        case .malformedAddress: "it is like unix:path=/run/user/1000/bus; unset, $XDG_RUNTIME_DIR/bus is used"
        case .refusedByBus: "it may be another user's, as with sudo -E: run it as that user, or \(Self.encryptedFile)"
        case .denied:
            """
            allow it (flatpak: --talk-name=org.freedesktop.secrets; snap: password-manager-service), or \
            \(Self.encryptedFile)
            """
        case .providerLeft: "try again; if it happens again, look at the keyring's log"
        case .silent: "see whether the keyring's service hangs; DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        case .unanswered: "look for the keyring's window; DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        }
    }

    private static var encryptedFile: Hint {
        "keep the keyring in an encrypted file: \(command: "setup --keyring file")"
    }
}

extension KeyringError.PasswordProblem {
    fileprivate var message: String {
        switch self {
        case .untrusted(let path, .foreignOwner): "\(path) belongs to somebody else: refused as a password file"
        case .untrusted(let path, .writableByOthers): "\(path) can be written to by others: refused as a password file"
        case .untrusted(let path, .notRegular): "\(path) is not a plain file: refused as a password file"
        case .unreadable(let path, let text): "cannot read the keyring's password from \(path): \(text)"
        case .empty(let source): "the keyring's password is empty\(source.place)"
        case .tooLong(let source): "the keyring's password is longer than 4 KiB\(source.place)"
        case .nul(let source): "the keyring's password has a NUL byte in it\(source.place)"
        case .mismatch: "the two passwords are not the same"
        case .noTerminal: "there is no terminal to ask for the keyring's password on"
        case .aborted: "no password was given"
        case .unanswered(let seconds): "nobody typed a password within \(seconds) s"
        }
    }

    fileprivate var hint: Hint? {
        switch self {
        case .nul: "make one of text: head -c 32 /dev/urandom | base64"
        case .noTerminal: "give it in a file: --password-file FILE, or - for standard input"
        case .unanswered: "DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        case .untrusted(let path, .writableByOthers): "look what it holds, then: chmod go-w \(path)"
        case .untrusted: "see who put it there, and use a file of your own"
        case .unreadable: "or unlock the keyring by hand: \(command: "unlock")"
        case .empty, .tooLong, .mismatch, .aborted: nil
        }
    }
}

extension PasswordSource {
    fileprivate var place: String {
        if case .file(let path) = self { ": \(path)" } else { "" }
    }
}
