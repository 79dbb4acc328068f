import PersonalAccessToken
import TestSupport

@testable import CredentialHelper

/// Docker Hub in memory, with one account, and a token that can replace itself. Web servers of Docker Hub's kind are in
/// other tests: here the keyring is what fails.
final class TestHub: DockerHubService, TokenAccount, SelfRotatingToken {
    /// The secrets of the tokens that work, by their numbers.
    private(set) var working: [String: String] = ["id-0": "token 0"]
    private var count = 0

    func account(accessToken: Secret) -> any TokenAccount { self }
    func account(username: String, password: Secret, code: () throws -> Secret) throws -> any TokenAccount { self }

    func id(of credential: Credential) throws(OnlineError) -> String? {
        working.first { $0.value == credential.secret.text }?.key
    }

    func tokens() throws(OnlineError) -> [IssuedToken] {
        working.keys.map { IssuedToken(id: $0, description: "laptop", permission: .write, expiry: .never) }
    }

    func create(_ request: TokenRequest) throws(OnlineError) -> CreatedToken {
        let made = make()
        let token = IssuedToken(
            id: made.id,
            description: request.description,
            permission: request.permission,
            expiry: request.expiry
        )
        return CreatedToken(token: token, secret: made.secret)
    }

    func setActive(_ isActive: Bool, id: String) throws(OnlineError) {}
    func delete(id: String) throws(OnlineError) { working[id] = nil }

    func lifetime() throws(OnlineError) -> Int64? { 86_400 * 30 }

    func rotate(
        expiry: UnixTime,
        receive: @escaping (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(OnlineError) -> RotatedToken {
        working = [:]
        return RotatedToken(secret: make().secret, expiry: .at(expiry))
    }

    private func make() -> (id: String, secret: Secret) {
        count += 1
        working["id-\(count)"] = "token \(count)"
        return ("id-\(count)", Secret("token \(count)"))
    }
}

/// A keyring that fails at one call, or from one call on.
final class FailingStore: CredentialStore {
    enum Failure: CaseIterable {
        /// Nothing is done.
        case refuses
        /// It is done, and the answer is lost.
        case answersNothing
        /// From this call on nothing is done any more: it was stopped, or its disk is full.
        case stops
    }

    private let store: InMemoryStore
    private let failure: Failure
    /// The call that fails; 1 is the first.
    private let number: Int
    private(set) var count = 0

    init(_ store: InMemoryStore, _ failure: Failure, at number: Int) {
        self.store = store
        self.failure = failure
        self.number = number
    }

    var keyring: KeyringKind { .service }
    var profile: Profile { store.profile }
    func inProfile(_ profile: Profile) -> any CredentialStore { self }
    func profiles() throws(KeyringError) -> VisibleProfiles { VisibleProfiles([], isIncomplete: false) }

    private func call<Answer>(_ body: () throws(KeyringError) -> Answer) throws(KeyringError) -> Answer {
        count += 1
        switch failure {
        case .refuses where count == number: throw .refused("no room")
        case .stops where count >= number: throw .unreachable(.providerLeft)
        case .answersNothing where count == number:
            _ = try body()
            throw .unreachable(.providerLeft)
        default: return try body()
        }
    }

    func accounts() throws(KeyringError) -> [Account] {
        try call { () throws(KeyringError) in try store.accounts() }
    }

    func credential(for server: String, orBestOf others: [[String]]) throws(KeyringError) -> Credential? {
        try call { () throws(KeyringError) in try store.credential(for: server, orBestOf: others) }
    }

    func store(_ credential: Credential, renewing spellings: [String]) throws(KeyringError) {
        try call { () throws(KeyringError) in try store.store(credential, renewing: spellings) }
    }

    func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) {
        try call { () throws(KeyringError) in try store.record(expiry, of: credential) }
    }

    func snapshot(of servers: [String]?) throws(KeyringError) -> Snapshot {
        try call { () throws(KeyringError) in try store.snapshot(of: servers) }
    }

    func erase(_ servers: [String]) throws(KeyringError) {
        try call { () throws(KeyringError) in try store.erase(servers) }
    }
}
