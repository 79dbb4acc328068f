import Glibc
import PersonalAccessToken

/// What a verb has in hand that manages the tokens of an account at Docker Hub.
struct HubSession {
    /// The name by which docker keeps Docker Hub's credential.
    private static let dockersName = "https://index.docker.io/v1/"
    /// Where docker keeps the access token of its web login, to the letter (docker/cli, `internal/oauth/manager`).
    static let webLoginName = "https://index.docker.io/v1/access-token"

    let helper: Helper
    let keyring: Helper.OpenKeyring
    let username: String
    let account: any TokenAccount
    private let hub: any DockerHubService
    /// What answers for Docker Hub, or for the server that was named.
    let kept: Credential?

    /// Signs in, if need be by asking on the terminal.
    /// - Parameter server: whose tokens to manage; `nil` for Docker Hub's.
    init(_ helper: Helper, options: SignInOptions, server: String?) throws {
        let name = try ServerName(server ?? Self.dockersName)
        guard RegistryIdentity(name.text)?.isOnDockerHub == true else {
            throw TokenError.notDockerHub(server: name.text)
        }
        keyring = try helper.open(options.profile)
        kept = try keyring.store.credential(answering: name)
        hub = try helper.online.dockerHub(
            limit: keyring.settings.timeLimits.request,
            waiting: WaitingLine(helper.console)
        )
        self.helper = helper
        let means = try Means(helper, keyring: keyring, options: options, kept: kept)
        switch means {
        case .webLogin(let login):
            username = login.username
            account = hub.account(accessToken: login.secret)
        case .password(let name, let password):
            username = name
            let seconds = keyring.settings.timeLimits.prompt
            account = try hub.account(username: name, password: password) {
                do throws(KeyringError) {
                    return try helper.console.askPassword("Code of the second factor: ", seconds: seconds)
                } catch .password(.noTerminal) {
                    throw SignInError.noCode
                }
            }
        }
    }

    /// What is said of the place at which a token is kept, or was.
    var place: String { keyring.store.profile.place(of: server) }

    /// The name by which a new token of the account is kept.
    var server: String { kept?.server ?? Self.dockersName }

    /// What is kept for this very account.
    func keptToken() throws(OnlineError) -> KeptToken {
        guard let kept, kept.username.sameBytes(as: username), kept.flaw(in: keyring.store.profile) == nil,
            !kept.isOfOrganization
        else { return .other }
        do throws(OnlineError) {
            return try hub.id(of: kept).map { .known(id: $0) } ?? .other
        } catch .refused {
            return .refused
        }
    }

    /// Why that token cannot be changed.
    func error(of token: KeptToken) -> any Error {
        guard let kept else { return HelperError.nothingKept }
        if kept.isOfOrganization { return TokenError.ofOrganization(server: kept.server) }
        if case .refused = token { return TokenError.refusedToken(server: kept.server) }
        return TokenError.notAToken(server: kept.server)
    }
}

/// What is kept for an account, as Docker Hub sees it.
enum KeptToken {
    case known(id: String)
    /// An expired, disabled or deleted one, or a wrong password: nobody knows any more which it was.
    case refused
    /// No access token of this account.
    case other

    /// `nil` when it is none that is known.
    var id: String? {
        if case .known(let id) = self { id } else { nil }
    }

    /// Whether it is this token of the account's.
    func isThe(_ token: IssuedToken) -> Bool { id.map { $0.sameBytes(as: token.id) } ?? false }
}

extension Credential {
    /// Whether it is an access token of an organization at Docker Hub, which no account has among its own.
    var isOfOrganization: Bool { token.kind == .dockerOrganizationAccessToken }
}

/// By what to sign in.
private enum Means {
    case webLogin(Credential)
    case password(username: String, Secret)

    /// What the command line names goes first; else docker's web login, while it lasts; else the terminal.
    init(_ helper: Helper, keyring: Helper.OpenKeyring, options: SignInOptions, kept: Credential?) throws {
        let seconds = keyring.settings.timeLimits.prompt
        let name = options.username ?? kept?.username
        if let file = options.passwordFile {
            guard let name else { throw SignInError.noUsername }
            self = .password(username: name, try Self.password(inFile: file, console: helper.console, seconds: seconds))
            return
        }
        let login = try keyring.store.credential(for: HubSession.webLoginName, orBestOf: [])
        let isOver = login?.token.expiry.isExpired(at: helper.now()) == true
        if let login, !isOver, !login.secret.isEmpty, options.username?.sameBytes(as: login.username) != false {
            self = .webLogin(login)
            return
        }
        if isOver { helper.console.writeError("note: docker's web login has expired; docker login renews it\n") }
        do {
            let name = try name ?? Self.askName(helper.console, seconds: seconds)
            let prompt = "Password of \(name.printableName) at Docker Hub: "
            let password = try helper.console.askPassword(prompt, seconds: seconds)
            guard !password.isEmpty else { throw SignInError.noPassword }
            self = .password(username: name, password)
        } catch KeyringError.password(.noTerminal) {
            throw isOver ? SignInError.webLoginExpired : SignInError.noMeans
        }
    }

    private static func askName(_ console: any Console, seconds: Int) throws -> String {
        guard console.inputIsTerminal else { throw KeyringError.password(.noTerminal) }
        let name = try console.askLine("Name of the account at Docker Hub: ", seconds: seconds)?.trimmed
        guard let name, !name.isEmpty else { throw SignInError.noUsername }
        return name
    }

    private static func password(inFile path: String, console: any Console, seconds: Int) throws -> Secret {
        let text: Secret
        if path == "-" {
            text = try console.readInput(limit: Helper.inputLimit) { seconds }
        } else {
            do throws(SystemError) {
                let file = try FileDescriptor(opening: path, flags: O_RDONLY)
                defer { file.close() }
                text = try file.readToEnd(limit: KeyringPassword.limit, patience: { seconds * 1000 })
            } catch {
                throw SignInError.unreadable(path: path, error.text)
            }
        }
        let password = text.withoutNewline
        guard !password.isEmpty else { throw SignInError.noPassword }
        return password
    }
}
