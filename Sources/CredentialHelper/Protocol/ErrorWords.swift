import PersonalAccessToken

/// How errors read. One line, lower-case, no full stop; what to do about it stands in a `hint:` line of its own, for
/// people only. Never a part of the input, which may hold a secret.
extension HelperError {
    /// The line that goes to standard output. Clients compare the first three for equality: they tell "log in first"
    /// from a fault by them (docker-credential-helpers, `credentials/error.go`).
    package var message: String {
        switch self {
        case .notFound: "credentials not found in native keychain"
        case .noServer: "no credentials server URL"
        case .noUsername: "no credentials username"
        case .noSecret: "no credentials secret"
        case .emptyInput: "no input: expected one JSON object on standard input"
        case .inputTooLarge: "the input is larger than 1 MiB"
        case .inputNotUTF8: "the input is not valid UTF-8"
        case .inputNotJSON: "the input is not valid JSON"
        case .inputTooDeep: "the input is nested too deeply"
        case .argumentNotUTF8: "an argument is not valid UTF-8"
        case .inputNotObject: "the input is not a JSON object"
        case .notString(let field): "\(field.rawValue) is not a string"
        case .controlCharacter(let field): "\(field.rawValue) has a control character in it"
        case .nulInSecret: "Secret has a NUL character in it"
        case .secretNotUTF8: "the secret kept for this server is not text: it is not valid UTF-8"
        case .inputFailed(let error): "cannot read standard input: \(error.text)"
        case .outputFailed(let error): "cannot write the answer: \(error.text)"
        case .setting(let name, let expected), .option(let name, let expected): "\(name) is not \(expected)"
        case .settingsFile(let path, let problem): "\(path): \(problem)"
        case .expiry(let error): error.message
        case .carriesExpiry(let time): "the token itself says when it expires: \(time.map { $0.rfc3339 } ?? "never")"
        case .store(let error): error.message
        }
    }

    /// What a person can do about it.
    package var hint: String? {
        switch self {
        case .notFound, .outputFailed, .inputFailed: nil
        case .noServer: "give the server's address, such as ghcr.io or https://index.docker.io/v1/"
        case .controlCharacter: "it may have been copied along"
        case .noUsername, .noSecret, .emptyInput, .inputNotJSON, .inputNotObject, .inputTooDeep, .notString,
            .nulInSecret:
            #"the form is {"ServerURL":"ghcr.io","Username":"octocat","Secret":"…"}"#
        case .inputTooLarge: "no registry's token is longer than a few KiB"
        case .inputNotUTF8, .argumentNotUTF8: "the protocol's text is UTF-8 only"
        case .secretNotUTF8: "store it again: docker login"
        case .setting: "leave it out to use the default"
        case .settingsFile: "its settings are keyring, password_file, timeout, warn, warn_within and on_expired"
        case .expiry(let error): error.hint
        case .carriesExpiry, .option: nil
        case .store(let error): error.hint
        }
    }
}

extension StoreError {
    var message: String {
        switch self {
        case .locked: "the keyring is locked, and nothing can ask for its password"
        case .dismissed: "the keyring is locked: the prompt to unlock it was dismissed"
        case .noCollection(asked: false): "there is no keyring yet, and nothing can ask for a new one's password"
        case .noCollection(asked: true): "there is no keyring yet: the prompt to make one was dismissed"
        case .damaged(let file): "the keyring cannot read its file \(file): it may be damaged"
        case .busy(let seconds): "another docker-credential-pat has been changing the keyring for \(seconds) s"
        case .abandoned: "the client that asked is gone"
        case .failed(let text): "the keyring refused: \(text)"
        case .file(let fault): fault.message
        case .unreachable(.noBus): "no keyring: no D-Bus session bus (DBUS_SESSION_BUS_ADDRESS is not set)"
        case .unreachable(.deadBus): "no keyring: the D-Bus session bus does not answer"
        case .unreachable(.noProvider): "no keyring: nothing on the session bus provides org.freedesktop.secrets"
        case .unreachable(.notStarted): "no keyring: the keyring's service could not be started"
        case .unreachable(.providerLeft): "the keyring's service ended before it had answered"
        case .unreachable(.silent(let seconds)): "the keyring did not answer within \(seconds) s"
        case .unreachable(.unanswered(let seconds)): "nobody answered the keyring's prompt within \(seconds) s"
        }
    }

    var hint: String? {
        switch self {
        case .locked: "unlock the keyring, for example by logging in to the desktop, and try again"
        case .dismissed: "try again and give the keyring's password"
        case .noCollection(asked: false):
            "log in to the desktop once, which makes one, or make one with its keyring manager"
        case .noCollection(asked: true): "try again and choose a password for the new keyring"
        case .damaged: "restore the file from a backup, or move it away to begin anew"
        case .busy: "it may be waiting at a prompt: look for the keyring's window"
        case .failed: "see whether its disk is full or read-only; what was kept before is still there"
        case .abandoned: nil
        case .file(let fault): fault.hint
        case .unreachable(.noBus), .unreachable(.deadBus), .unreachable(.noProvider), .unreachable(.notStarted):
            "without a desktop, keep the keyring in an encrypted file: docker-credential-pat setup --keyring file"
        case .unreachable(.providerLeft): "try again; if it happens again, look at the keyring's log"
        case .unreachable(.silent):
            "see whether the keyring's service hangs; DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        case .unreachable(.unanswered): "look for the keyring's window; DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        }
    }
}
