package import CredentialHelper
import Glibc

/// The system keyring: whatever provides `org.freedesktop.secrets` on the session bus. What changes it is in
/// `SecretServiceStore+Writing`.
package final class SecretServiceStore: CredentialStore {
    package var keyring: KeyringKind { .service }
    let service: SecretService

    /// - Parameter isClientGone: asked during long waits, whether nobody wants the answer any longer.
    package init(
        environment: [String: String],
        limits: TimeLimits,
        isClientGone: @escaping () -> Bool = { false }
    ) throws(KeyringError) {
        service = try SecretService(environment: environment, limits: limits, isClientGone: isClientGone)
    }

    package func accounts() throws(KeyringError) -> [Account] {
        try perform { () throws(AttemptError) in
            try newestOfEachServer(readable(service.search(of: nil))).map(\.attributes.account)
        }
    }

    package func credential(for servers: [String]) throws(KeyringError) -> Credential? {
        try perform { () throws(AttemptError) in try newest(of: servers)?.credential }
    }

    package func snapshot() throws(KeyringError) -> Snapshot {
        try perform { () throws(AttemptError) in
            var snapshot = Snapshot()
            if try service.wouldSearchPrompt() {
                snapshot.isIncomplete = true
                return snapshot
            }
            let visible = try service.searchVisibleItems()
            let items = try service.readAttributes(of: visible.items)
            snapshot.isIncomplete = visible.isIncomplete || items.contains(where: \.hasHiddenAttributes)
            let shown = try newestOfEachServer(items.filter(\.attributes.isDockerCredential))
            snapshot.locked = shown.filter(\.isLocked).map(\.attributes.account)

            let open = shown.filter { !$0.isLocked }
            if open.isEmpty { return snapshot }
            let session = try service.session()
            try session.open {}
            let secrets = try service.secrets(of: open, over: session)
            snapshot.credentials = zip(open, secrets).compactMap { $0.attributes.credential(with: $1) }
            return snapshot
        }
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

    /// The newest item of `servers` that has a secret.
    func newest(of servers: [String]) throws(AttemptError) -> Kept? {
        let search = service.startSearch(of: servers)
        let session = try service.session()
        let found = try service.finish(search)
        if found.isEmpty { return nil }
        let items = try session.open { () throws(AttemptError) in
            try service.newestFirst(unlocked(readable(found)))
        }
        for item in items {
            let secret = try service.secret(of: item, over: session)
            if let credential = item.attributes.credential(with: secret) {
                return Kept(item: item, credential: credential)
            }
        }
        return nil
    }

    private func newestOfEachServer(_ items: [SecretServiceItem]) throws(AttemptError) -> [SecretServiceItem] {
        var byServer: [[UInt8]: [SecretServiceItem]] = [:]
        for item in items { byServer[Array((item.attributes.server ?? "").utf8), default: []].append(item) }
        var newest: [SecretServiceItem] = []
        for items in byServer.values { newest += try service.newestFirst(items).prefix(1) }
        return newest
    }

    /// Those of `items` that are credentials, with their attributes. Unlocks only what hides them.
    func readable(_ items: [SecretServiceItem]) throws(AttemptError) -> [SecretServiceItem] {
        let items = try service.readAttributes(of: items)
        let hidden = items.filter(\.hasHiddenAttributes)
        guard !hidden.isEmpty else { return items.filter(\.attributes.isDockerCredential) }
        try service.unlock(hidden.map(\.path))
        let opened = hidden.map { SecretServiceItem(path: $0.path, isLocked: false) }
        let all = try items.filter { !$0.hasHiddenAttributes } + service.readAttributes(of: opened)
        return all.filter(\.attributes.isDockerCredential)
    }

    /// The items, unlocked if they were not.
    func unlocked(_ items: [SecretServiceItem]) throws(AttemptError) -> [SecretServiceItem] {
        let locked = items.filter(\.isLocked).map(\.path)
        if !locked.isEmpty { try service.unlock(locked) }
        return items
    }
}
