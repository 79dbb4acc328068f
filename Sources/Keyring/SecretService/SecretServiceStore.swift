import CLibsecret
package import CredentialHelper

/// The system keyring: whatever provides `org.freedesktop.secrets` on the session bus.
package final class SecretServiceStore: CredentialStore {
    private let bus: Bus

    package init(environment: [String: String], limits: TimeLimits) throws(StoreError) {
        bus = try Bus(environment: environment, limits: limits)
    }

    package func accounts() throws(StoreError) -> [Account] {
        try perform { () throws(CallError) in
            var byServer: [[UInt8]: [Item]] = [:]
            for item in try readable(bus.search(nil)) { byServer[Array(item.server!.utf8), default: []].append(item) }
            var accounts: [Account] = []
            for items in byServer.values {
                guard let newest = try bus.newestFirst(items).first else { continue }
                accounts.append(Account(server: newest.server!, username: newest.username))
            }
            return accounts
        }
    }

    package func credential(for servers: [String]) throws(StoreError) -> Credential? {
        try perform { () throws(CallError) in
            // Connecting costs some calls of its own: let it run while the search does.
            let session = EncryptedSession(over: bus)
            let found = try bus.search(servers)
            if found.isEmpty { return nil }
            try session.startOpening()
            let items = try bus.newestFirst(unlocked(readable(found)))
            try session.finishOpening()
            for item in items {
                if let secret = try bus.secret(of: item, session) {
                    return Credential(server: item.server!, username: item.username, secret: secret)
                }
            }
            return nil
        }
    }

    // At every instant the old credential or the new one can be read back, whoever is killed:
    //
    // - The same account as before: its secret is replaced in place (SetSecret), which every provider does in one
    //   step. The item becomes the newest.
    // - Another account: no call changes an item's account and secret together, so the new item is made first and
    //   is the newest from then on; readers take the newest. Deleting first could lose both.
    // - Only then the other items of the server are deleted. Whoever dies in between leaves an older item behind,
    //   which the next store or erase removes.
    package func store(_ credential: Credential) throws(StoreError) {
        try perform { () throws(CallError) in
            let session = EncryptedSession(over: bus)
            let found = try bus.search([credential.server])
            try session.startOpening()
            let before = try bus.newestFirst(unlocked(readable(found)))
            try session.finishOpening()

            let kept: String
            if let same = before.first(where: { $0.username.sameBytes(as: credential.username) }) {
                try bus.setSecret(of: same, to: credential.secret, session)
                kept = same.path
            } else {
                kept = try create(credential, session)
            }
            for item in before where item.path != kept { try bus.delete(item.path) }
        }
    }

    package func erase(_ servers: [String]) throws(StoreError) {
        try perform { () throws(CallError) in
            for item in try unlocked(readable(bus.search(servers))) { try bus.delete(item.path) }
            // A provider may answer that it deleted, and have done nothing.
            guard try readable(bus.search(servers)).isEmpty else {
                throw CallError(.failed("the credential is still there after it was erased"))
            }
        }
    }

    // MARK: - Parts

    /// Runs one verb: with the clock started, in our loop, and with the store's own errors.
    private func perform<Result>(_ body: () throws(CallError) -> Result) throws(StoreError) -> Result {
        bus.restartClock()
        do throws(CallError) {
            return try bus.loop.asDefault { () throws(CallError) in try body() }
        } catch {
            throw error.storeError
        }
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
        } catch  where error.isLocked {
            try bus.unlock([Bus.defaultCollection])
        } catch  where error.isMissingObject {
            try bus.createDefaultCollection()
        }
        return try bus.create(credential, session)
    }
}
