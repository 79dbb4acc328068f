package import PersonalAccessToken

/// Everything that ends a verb without success. The words are in `HelperError+Message`.
package enum HelperError: Error, Equatable {
    /// Nothing is kept for the server: an answer to the client, not a fault.
    case notFound
    /// The same, of a verb for people, whom it can be told what to do.
    case nothingKept
    case noServer
    case noUsername
    case noSecret
    case emptyInput
    case inputTooLarge
    case inputNotUTF8
    case inputNotJSON
    case inputNotObject
    case inputTooDeep
    case argumentNotUTF8
    case notString(Field)
    case controlCharacter(in: Field)
    case nulInSecret
    /// The kept secret has bytes that no JSON text can carry.
    case secretNotUTF8(server: String, Profile = .default)
    /// The server's item is there, and its secret is empty.
    case secretLost(server: String, Profile = .default)
    case inputFailed(SystemError)
    /// Standard input did not end in time.
    case inputUnfinished(seconds: Int)
    case outputFailed(SystemError)
    case setting(name: String, expected: String)
    /// An option of the command line.
    case option(name: String, expected: String)
    /// The program has the name of a profile's, with a profile's name that cannot be one.
    case programName(String)
    case settingsFile(path: String, problem: String)
    /// The settings file has a name in it that is no setting's; `isLost` where the file was to be written anew.
    case unknownSetting(path: String, name: String, isLost: Bool = false)
    /// The system could not read it, or write it.
    case settingsFileFailed(path: String, SystemError)
    /// The text given as an expiry; what is wrong with it is in the library's words.
    case expiry(TimeFormatError)
    /// The token says itself when it expires, and nobody else's word counts.
    case carriesExpiry(UnixTime?)
    case keyring(KeyringError)
    case online(OnlineError)
    case setup(SetupError)
    case signIn(SignInError)
    case token(TokenError)
    /// An error that no verb is known to end with: a fault of this program's.
    case unexpected(type: String)

    /// The keys of the protocol's JSON objects.
    package enum Field: String {
        case serverURL = "ServerURL"
        case username = "Username"
        case secret = "Secret"
    }

    /// The one place where all errors of a verb come together: those of the keyrings, of the network and of the
    /// values become the helper's.
    init(_ error: any Error) {
        switch error {
        case let error as HelperError: self = error
        case let error as KeyringError: self = .keyring(error)
        case let error as OnlineError: self = .online(error)
        case let error as SetupError: self = .setup(error)
        case let error as SignInError: self = .signIn(error)
        case let error as TokenError: self = .token(error)
        case let error as TimeFormatError: self = .expiry(error)
        case ServerName.ValidationError.empty: self = .noServer
        case ServerName.ValidationError.controlCharacter: self = .controlCharacter(in: .serverURL)
        default: self = .unexpected(type: "\(type(of: error))")
        }
    }
}
