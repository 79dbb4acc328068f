/// How the faults of the encrypted file read; the rules are those of `ErrorWords`.
extension FileFault {
    var message: String {
        switch self {
        case .locked: "the keyring is locked"
        case .wrongPassword(.typed): "wrong password"
        case .wrongPassword(.kernel): "wrong password: the one given to unlock does not open the keyring"
        case .wrongPassword(.file(let path)): "wrong password: the one in \(path) does not open the keyring"
        case .absent: "there is no keyring yet"
        case .damaged(let path): "the keyring file \(path) is damaged"
        case .foreignOwner(let path): "\(path) belongs to somebody else: refused as a keyring"
        case .writableByOthers(let path): "\(path) can be written to by others: refused as a keyring"
        case .notRegular(let path): "\(path) is not a plain file: refused as a keyring"
        case .noPlace: "no place for a keyring: neither XDG_DATA_HOME nor HOME is set"
        case .busy(let seconds): "another docker-credential-pat has been changing the keyring for \(seconds) s"
        case .password(let fault): fault.message
        case .kernelRefused(let refusal): "the kernel's keyring cannot be used here: \(refusal.text)"
        case .failed(let path, let text): "\(path): \(text)"
        }
    }

    var hint: String? {
        switch self {
        case .locked(nil), .wrongPassword(.kernel): "unlock it: docker-credential-pat unlock"
        case .absent(nil): "make one: docker-credential-pat unlock"
        case .locked(let refusal?), .absent(let refusal?):
            "the kernel's keyring cannot be used here (\(refusal.text)): \(Self.passwordFile)"
        case .kernelRefused: Self.passwordFile
        case .wrongPassword(.typed): nil
        case .wrongPassword(.file): "put the keyring's password there, or give it to docker-credential-pat unlock"
        case .damaged: "nothing was changed; restore the file from a backup, or move it away to begin anew"
        case .foreignOwner: "see who put it there, and move it away"
        case .writableByOthers(let path): "look what it holds, then: chmod go-w \(path)"
        case .notRegular: "move it away"
        case .noPlace: "set HOME"
        case .busy: "see whether it hangs; DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        case .password(let fault): fault.hint
        case .failed: nil
        }
    }

    private static let passwordFile =
        "a password file works: DOCKER_CREDENTIAL_PAT_PASSWORD_FILE, or systemd's LoadCredential=docker-credential-pat"
}

extension PasswordFault {
    fileprivate var message: String {
        switch self {
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

    fileprivate var hint: String? {
        switch self {
        case .nul: "make one of text: head -c 32 /dev/urandom | base64"
        case .noTerminal: "give it in a file: --password-file FILE, or - for standard input"
        case .unanswered: "DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        case .unreadable: "or unlock the keyring by hand: docker-credential-pat unlock"
        case .empty, .tooLong, .mismatch, .aborted: nil
        }
    }
}

extension PasswordSource {
    fileprivate var place: String {
        if case .file(let path) = self { ": \(path)" } else { "" }
    }
}
