package import CredentialHelper
import Glibc

/// The system keyring: whatever provides `org.freedesktop.secrets` on the session bus. What changes it is in
/// `SecretServiceStore+Writing`.
package final class SecretServiceStore: CredentialStore {
    package var keyring: KeyringKind { .service }
    package var profile: Profile { service.profile }
    let service: SecretService

    /// - Parameters:
    ///   - allowsPlainSession: whether secrets may cross the bus in the clear.
    ///   - isClientGone: asked during long waits, whether nobody wants the answer any longer.
    package init(
        environment: [String: String],
        limits: TimeLimits,
        allowsPlainSession: Bool = false,
        isClientGone: @escaping () -> Bool = { false }
    ) throws(KeyringError) {
        service = try SecretService(
            environment: environment,
            limits: limits,
            allowsPlainSession: allowsPlainSession,
            isClientGone: isClientGone
        )
    }

    private init(_ service: SecretService) {
        self.service = service
    }

    package func inProfile(_ profile: Profile) -> any CredentialStore { own(in: profile) }

    func own(in profile: Profile) -> SecretServiceStore {
        SecretServiceStore(SecretService(service, in: profile))
    }

    package func accounts() throws(KeyringError) -> [Account] {
        try perform { () throws(AttemptError) in
            let items = try service.readAttributes(of: service.search(of: nil))
            // Of what is locked elsewhere only that is shown which can be seen.
            if items.contains(where: \.hasHiddenAttributes), try service.isDefaultCollectionLocked() {
                try service.unlockDefaultCollection()
            }
            let own = items.filter { $0.attributes.isCredential(in: profile) }
            return try newestOfEachServer(own).map(\.attributes.account)
        }
    }

    package func credential(for server: String, orBestOf others: [[String]]) throws(KeyringError) -> Credential? {
        try perform { () throws(AttemptError) in try newest(of: server, orBestOf: others)?.credential }
    }

    // MARK: - Attempts

    /// Answers a question to the keyring, in as many attempts as it takes: from the start again when what an attempt
    /// has found is out of date, or when a person has answered what it could not go on without.
    func perform<Answer>(_ attempt: () throws(AttemptError) -> Answer) throws(KeyringError) -> Answer {
        var (restarts, prompts) = (0, 0)
        while true {
            do throws(AttemptError) {
                return try service.bus.loop.asDefault(attempt)
            } catch .needsAnswer(let prompt) where prompts < Self.mostPrompts {
                // The attempt is over, and with it its lock: while a person is asked, other helpers go on.
                prompts += 1
                try service.answer(prompt)
            } catch .outdated where restarts < Self.mostRestarts {
                restarts += 1
                if restarts > 1 { service.forgetKeys() }
                // Whoever is changing the keyring should get on with it.
                usleep(UInt32(restarts) * 1_000)
            } catch {
                throw error.keyringError
            }
        }
    }

    /// Nobody is asked more often for one answer: for a new keyring's password, the keyring's, an item's.
    private static let mostPrompts = 3
    /// An item that is found so many times, and each time is not there, is the provider's fault.
    private static let mostRestarts = 30

    // MARK: - Parts

    struct Kept {
        let item: SecretServiceItem
        let credential: Credential
    }

    /// The newest item of `server` that has a secret, else that of the first group of `others`. What is open answers
    /// before what is locked: only if nothing else does, is a person asked to unlock it.
    func newest(of server: String, orBestOf others: [[String]] = []) throws(AttemptError) -> Kept? {
        let search = service.startSearch(of: [server] + others.joined())
        let session = try service.session()
        let exact = FoundItems(try service.finishFirst(of: search), of: [server], in: profile)
        let first = try newest(of: exact.open, over: session)
        if let first, !first.credential.secret.isEmpty { return first }

        var rest = try service.finish(search, after: exact.items, willAnswer: session.startOpening).dropFirst()
        let groups = others.map { servers in
            defer { rest = rest.dropFirst(servers.count) }
            return FoundItems(rest.prefix(servers.count).flatMap { $0 }, of: servers, in: profile)
        }
        var lost = first
        for found in groups.map(\.open) + ([exact] + groups).map(\.locked) {
            guard let kept = try newest(of: found, over: session) else { continue }
            if !kept.credential.secret.isEmpty { return kept }
            lost = lost ?? kept
        }
        return lost
    }

    private func newest(of found: FoundItems, over session: EncryptedSession) throws(AttemptError) -> Kept? {
        if found.items.isEmpty { return nil }
        let items = try session.open { () throws(AttemptError) in try service.newestFirst(unlocked(found)) }
        return try firstWithSecret(of: items, over: session)
    }

    /// The newest item of each server, in the order in which the servers come first.
    func newestOfEachServer(_ items: [SecretServiceItem]) throws(AttemptError) -> [SecretServiceItem] {
        var servers: [[UInt8]] = []
        var byServer: [[UInt8]: [SecretServiceItem]] = [:]
        for item in items {
            let server = Array((item.attributes.server ?? "").utf8)
            if byServer[server] == nil { servers.append(server) }
            byServer[server, default: []].append(item)
        }
        var newest: [SecretServiceItem] = []
        for server in servers {
            // As `get` answers.
            let open = byServer[server]!.filter { !$0.isLocked }
            newest += try service.newestFirst(open.isEmpty ? byServer[server]! : open).prefix(1)
        }
        return newest
    }

    /// Those of the items that are credentials, with their attributes, unlocked if they were not.
    func unlocked(_ found: FoundItems) throws(AttemptError) -> [SecretServiceItem] {
        let items = try service.readAttributes(of: found.items)
        let open = items.filter { !$0.isLocked && found.isCredential($0) }
        let locked = items.filter { $0.isLocked && ($0.hasHiddenAttributes || found.isCredential($0)) }
        if locked.isEmpty { return open }
        try service.unlock(locked.map(\.path))
        let opened = locked.map { SecretServiceItem(path: $0.path, isLocked: false) }
        return try open + service.readAttributes(of: opened).filter(found.isCredential)
    }
}
