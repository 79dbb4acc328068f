import Glibc
import PersonalAccessToken

/// How errors read. One line, lower-case, no full stop; what to do about it stands in a `hint:` line of its own, for
/// people only. Never a part of the input, which may hold a secret.
extension HelperError {
    /// The line that goes to standard output. Clients compare the first three for equality: they tell "log in first"
    /// from a fault by them (docker-credential-helpers, `credentials/error.go`).
    package var message: String {
        switch self {
        case .notFound, .nothingKept: "credentials not found in native keychain"
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
        case .secretNotUTF8(let server, let profile):
            "\(profile.prefix)the secret kept for \(server.printableName) is not text: it is not valid UTF-8"
        case .secretLost(let server, let profile):
            "\(profile.prefix)the keyring has lost the secret of \(server.printableName)"
        case .inputFailed(let error): "cannot read standard input: \(error.text)"
        case .inputUnfinished(let seconds): "standard input did not end within \(seconds) s"
        case .outputFailed(let error): "cannot write the answer: \(error.text)"
        case .setting(let name, let expected), .option(let name, let expected): "\(name) is not \(expected)"
        case .programName(let name): "the program's name, \(name), does not end with \(Profile.expected)"
        case .settingsFile(let path, let problem): "\(path): \(problem)"
        case .unknownSetting(let path, let name, let isLost):
            "\(path): there is no setting \(name.printableName)\(isLost ? ", and it would be lost" : "")"
        case .settingsFileFailed(let path, let error): "\(path): \(error.text)"
        case .expiry(let error): error.message
        case .carriesExpiry(let time): "the token itself says when it expires: \(time.map { $0.rfc3339 } ?? "never")"
        case .keyring(let error): error.message
        case .online(let error): error.message
        case .setup(let error): error.message
        case .signIn(let error): error.message
        case .token(let error): error.message
        case .unexpected(let type): "an error that was not expected: \(type)"
        }
    }

    /// What a person can do about it.
    package var hint: Hint? {
        switch self {
        case .notFound, .outputFailed, .inputFailed: nil
        case .nothingKept: "\(command: "status") shows what is kept"
        case .inputUnfinished: "see what writes to it; DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        case .noServer: "give the server's address, such as ghcr.io or https://index.docker.io/v1/"
        case .controlCharacter: "it may have been copied along"
        case .noUsername, .noSecret, .emptyInput, .inputNotJSON, .inputNotObject, .inputTooDeep, .notString,
            .nulInSecret:
            #"the form is {"ServerURL":"ghcr.io","Username":"octocat","Secret":"…"}"#
        case .inputTooLarge: "no registry's token is longer than a few KiB"
        case .inputNotUTF8, .argumentNotUTF8: "the protocol's text is UTF-8 only"
        case .secretNotUTF8, .secretLost: "log out of the registry and log in again"
        case .setting: "leave it out to use the default"
        case .programName: "call it docker-credential-pat, or docker-credential-pat-NAME with a NAME such as work"
        case .settingsFile: "its settings are \(Self.settingsInFile)"
        case .unknownSetting(_, let name, _): Self.hint(ofUnknownSetting: name)
        case .settingsFileFailed(_, SystemError(code: EACCES)): Hint(KeyringError.runAsOwner)
        case .settingsFileFailed: nil
        case .expiry(let error): Hint(error.hint)
        case .carriesExpiry, .option: nil
        case .keyring(let error): error.hint
        case .online(let error): error.hint.map { Hint($0) }
        case .setup(let error): error.hint
        case .signIn(let error): error.hint.map { Hint($0) }
        case .token(let error): error.hint
        case .unexpected: "this is a fault of docker-credential-pat: please report it"
        }
    }

    private static func hint(ofUnknownSetting name: String) -> Hint {
        if let setting = Settings.all.first(where: { $0.nameInFile == name.lowercased() }) {
            return "it is for the environment alone: \(setting.variable)"
        }
        guard let meant = nearest(to: name.lowercased(), of: namesInFile) else {
            return "its settings are \(settingsInFile)"
        }
        return "did you mean \(meant)?"
    }

    private static var namesInFile: [String] { Settings.all.filter { $0.isForFile }.map { $0.nameInFile } }

    /// `keyring, password_file, … and on_expired`.
    private static var settingsInFile: String {
        let names = namesInFile
        return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }
}
