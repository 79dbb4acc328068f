import CLibsecret
package import CredentialHelper
import Glibc

/// The system keyring: whatever provides `org.freedesktop.secrets` on the session bus.
package final class SecretServiceStore: CredentialStore {
    package var keyring: KeyringKind { .service }
    private let bus: Bus
    private let turns: WriterTurns

    /// - Parameter isAbandoned: asked during long waits, whether anybody still wants the answer.
    package init(
        environment: [String: String],
        limits: TimeLimits,
        isAbandoned: @escaping () -> Bool = { false }
    ) throws(StoreError) {
        bus = try Bus(environment: environment, limits: limits, isAbandoned: isAbandoned)
        turns = WriterTurns(environment)
    }

    package func accounts() throws(StoreError) -> [Account] {
        try perform { () throws(CallError) in
            try newestOfEachServer(readable(bus.search(nil))).map(\.account)
        }
    }

    package func credential(for servers: [String]) throws(StoreError) -> Credential? {
        try perform { () throws(CallError) in try answer(servers)?.credential }
    }

    package func survey() throws(StoreError) -> Survey {
        try perform { () throws(CallError) in
            var survey = Survey()
            if try bus.wouldSearchAsk() {
                survey.isIncomplete = true
                return survey
            }
            let (found, mayBeMore) = try bus.searchWithoutAsking(nil)
            let items = try bus.readAttributes(of: found)
            survey.isIncomplete = mayBeMore || items.contains(where: \.isOpaque)
            let shown = try newestOfEachServer(items.filter(\.isOurs))
            survey.locked = shown.filter(\.isLocked).map(\.account)

            let open = shown.filter { !$0.isLocked }
            if open.isEmpty { return survey }
            let session = bus.session
            try session.prepare()
            session.startOpening()
            try session.finishOpening()
            for (item, secret) in zip(open, try bus.secrets(of: open, session)) {
                if let secret { survey.credentials.append(item.credential(with: secret)) }
            }
            return survey
        }
    }

    package func record(expiry: String, of credential: Credential) throws(StoreError) {
        try write { () throws(CallError) in
            guard let (item, kept) = try answer([credential.server]), kept.isSame(as: credential) else {
                throw CallError(.failed("the credential is no longer there"))
            }
            try bus.set(ExpiryRecord(expiry, of: credential), of: item)
        }
    }

    // At every instant the old credential or the new one can be read back, whoever is killed:
    //
    // - The same account as before: its secret is replaced in place (SetSecret), which every provider does in one
    //   step. The item becomes the newest.
    // - Another account: no call changes an item's account and secret together, so the new item is made first and
    //   is the newest from then on; readers take the newest. Deleting first could lose both.
    // - Only then the other items of the server are deleted, the newest last: as long as it is there, no third one
    //   can answer where all are of the same second. Whoever dies in between leaves an older item behind, which the
    //   next store or erase removes.
    package func store(_ credential: Credential) throws(StoreError) {
        try write { () throws(CallError) in
            let session = bus.session
            let found = try bus.search([credential.server], meanwhile: session.prepare)
            session.startOpening()
            let mayGarble = try bus.mayGarbleSecrets()
            let before = try bus.newestFirst(unlocked(readable(found)))
            try session.finishOpening()

            let kept: Item
            if let same = before.first(where: { $0.username.sameBytes(as: credential.username) }) {
                try bus.setSecret(of: same, to: credential.secret, session)
                kept = same
            } else {
                let path = try create(credential, session)
                kept = Item(path: path, isLocked: false, server: credential.server, username: credential.username)
            }
            if mayGarble, try bus.secret(of: kept, session)?.isSame(as: credential.secret) != true {
                throw CallError(.failed("it keeps another secret than it was given")).asStartOver
            }
            try updateExpiry(of: kept, to: credential)
            let others = before.filter { $0.path != kept.path }
            for item in others.reversed() { try bus.delete(item.path) }
            // A helper that takes no turns (the reference, or one without a place for the lock) may have found the
            // item that is kept here to be one too many.
            if !others.isEmpty, try bus.search([credential.server]).isEmpty { throw .startOver }
        }
    }

    /// Records the expiry that came with the credential, else removes one that is of another secret.
    private func updateExpiry(of item: Item, to credential: Credential) throws(CallError) {
        if let expiry = credential.recordedExpiry {
            try bus.set(ExpiryRecord(expiry, of: credential), of: item)
        } else if let record = item.expiryRecord, !record.isOf(credential.secret) {
            try bus.set(nil, of: item)
        }
    }

    package func erase(_ choose: ([String]) -> [String]) throws(StoreError) {
        try write { () throws(CallError) in
            let kept = try readable(bus.search(nil))
            let servers = choose(kept.compactMap(\.server))
            let chosen = kept.filter { item in servers.contains { $0.sameBytes(as: item.server ?? "") } }
            // The newest last: killed in the midst of it, no older one comes to light.
            let items = try bus.newestFirst(unlocked(chosen))
            guard let newest = items.first else { return }
            for item in items.dropFirst().reversed() { try bus.delete(item.path) }
            // A provider may answer that it deleted, and have done nothing.
            guard try readable(bus.delete(newest.path, andSearch: servers)).isEmpty else {
                // Or it was stored again meanwhile, by a helper that takes no turns.
                throw CallError(.failed("the credential is still there after it was erased")).asStartOver
            }
        }
    }

    // MARK: - Parts

    /// Does what changes the keyring, while no other helper does.
    private func write(_ body: () throws(CallError) -> Void) throws(StoreError) {
        try perform { () throws(CallError) in
            // While a person is asked to unlock it, the others go on, and it starts over with a turn of its own.
            bus.turn = try turns.take(on: bus)
            defer { bus.turn = nil }
            try body()
        }
    }

    /// Runs one question to the keyring: in our loop, with the store's own errors, and from the start again when what
    /// it has found is out of date.
    private func perform<Result>(_ body: () throws(CallError) -> Result) throws(StoreError) -> Result {
        var restarts = 0
        while true {
            do throws(CallError) {
                return try bus.loop.asDefault { () throws(CallError) in try body() }
            } catch  where error.isStartOver && restarts < Self.mostRestarts {
                restarts += 1
                if restarts > 1 { bus.forgetKeys() }
                // Whoever is changing the keyring should get on with it.
                usleep(UInt32(restarts) * 1_000)
            } catch {
                throw error.storeError
            }
        }
    }

    /// An item that is found so many times, and each time is not there, is the provider's fault.
    private static let mostRestarts = 30

    /// The newest item of `servers` that has a secret.
    private func answer(_ servers: [String]) throws(CallError) -> (item: Item, credential: Credential)? {
        let session = bus.session
        let found = try bus.search(servers, meanwhile: session.prepare)
        if found.isEmpty { return nil }
        session.startOpening()
        let items = try bus.newestFirst(unlocked(readable(found)))
        try session.finishOpening()
        for item in items {
            if let secret = try bus.secret(of: item, session) { return (item, item.credential(with: secret)) }
        }
        return nil
    }

    private func newestOfEachServer(_ items: [Item]) throws(CallError) -> [Item] {
        var byServer: [[UInt8]: [Item]] = [:]
        for item in items { byServer[Array(item.server!.utf8), default: []].append(item) }
        var newest: [Item] = []
        for items in byServer.values { newest += try bus.newestFirst(items).prefix(1) }
        return newest
    }

    /// Those of `items` that are credentials, with their attributes. Asks to unlock only what hides them.
    private func readable(_ items: [Item]) throws(CallError) -> [Item] {
        let items = try bus.readAttributes(of: items)
        let opaque = items.filter(\.isOpaque)
        guard !opaque.isEmpty else { return items.filter(\.isOurs) }
        try bus.unlock(opaque.map(\.path))
        let opened = opaque.map { Item(path: $0.path, isLocked: false) }
        return try (items.filter { !$0.isOpaque } + bus.readAttributes(of: opened)).filter(\.isOurs)
    }

    /// The items, unlocked if they were not.
    private func unlocked(_ items: [Item]) throws(CallError) -> [Item] {
        let locked = items.filter(\.isLocked).map(\.path)
        if !locked.isEmpty { try bus.unlock(locked) }
        return items
    }

    /// Makes the item, and first what it needs: an unlocked collection, or any at all.
    private func create(_ credential: Credential, _ session: EncryptedSession) throws(CallError) -> String {
        do throws(CallError) {
            return try bus.create(credential, session)
        } catch  where error.remoteName == "org.freedesktop.DBus.Error.InvalidArgs" {
            throw error.asStartOver
        } catch  where error.isLocked {
            try bus.unlock([Bus.defaultCollection])
        } catch  where error.isMissingObject {
            try bus.createDefaultCollection()
        }
        return try bus.create(credential, session)
    }
}

extension Item {
    fileprivate init(path: String, isLocked: Bool, server: String, username: String) {
        self.init(path: path, isLocked: isLocked, attributes: ["server": server, "username": username])
    }

    fileprivate var account: Account {
        Account(server: server!, username: username, recordedExpiry: expiryRecord?.expiry)
    }

    fileprivate func credential(with secret: Secret) -> Credential {
        let record = expiryRecord.flatMap { $0.isOf(secret) ? $0 : nil }
        return Credential(server: server!, username: username, secret: secret, recordedExpiry: record?.expiry)
    }
}
