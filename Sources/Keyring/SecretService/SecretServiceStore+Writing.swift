package import CredentialHelper
package import PersonalAccessToken

// At every instant the old credential or the new one can be read back, whoever is killed:
//
// - The same account as before: its secret is replaced in place (SetSecret), which every provider does in one step. The
//   item becomes the newest.
// - Another account: no call changes an item's account and secret together, so the new item is made first and is the
//   newest from then on; readers take the newest. Deleting first could lose both.
// - Only then the other items of the server are deleted, the newest last: as long as it is there, no third one can
//   answer where all are of the same second. Whoever dies in between leaves an older item behind, which the next store
//   or erase removes.
//
// What is locked in another collection than the default one is left as it is. It answers nothing that is open.
extension SecretServiceStore {
    package func store(_ credential: Credential, renewing spellings: [String]) throws(KeyringError) {
        try write { (lock) throws(AttemptError) in
            if try service.refusesReference(in: credential) { throw .keyring(.entryReference) }
            let servers = [credential.server] + spellings
            let search = service.startWholeSearch(of: servers)
            let session = try service.session()
            let (open, home, mayStoreWrongSecret) = try session.open { () throws(AttemptError) in
                let home = service.sendDefaultCollection()
                let found = FoundItems(try service.finish(search).flatMap { $0 }, of: servers, in: profile)
                let open = try service.newestFirst(writable(found))
                return try (
                    open, open.isEmpty ? nil : service.lastingDefaultCollection(home), service.mayStoreWrongSecret()
                )
            }
            let before = open.filter { $0.attributes.isOf(server: credential.server) }
            let credential = credential.recording(knownExpiry(of: credential, from: before))
            try service.require(lock)
            let kept = try keep(credential, insteadOf: before, in: home, over: session)
            if mayStoreWrongSecret { try requireSecret(of: credential, in: kept, over: session) }
            try updateExpiry(of: kept, to: credential)
            let others = before.filter { $0.path != kept.path }
            try requireKept(kept, besides: others)
            for item in others.reversed() { try service.delete(item) }
            // A helper that takes no lock (the reference, or one that can have none) may have found the item that is
            // kept here to be one too many.
            if !others.isEmpty, try service.search(of: [credential.server]).isEmpty { throw .staleItem }

            for spelling in spellings {
                // Another account's stays as it is, and one that is older than such a one does not answer.
                guard let item = open.first(where: { $0.attributes.isOf(server: spelling) }),
                    item.attributes.username.sameBytes(as: credential.username)
                else { continue }
                try service.setSecret(of: item, to: credential.secret, over: session)
                if mayStoreWrongSecret { try requireSecret(of: credential, in: item, over: session) }
                try updateExpiry(of: item, to: credential)
            }
        }
    }

    package func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) {
        try write { (lock) throws(AttemptError) in
            guard let kept = try newest(of: credential.server), kept.credential.isSame(as: credential) else {
                throw .keyring(.refused("the credential is no longer there"))
            }
            try service.require(lock)
            try service.record(ExpiryRecord(expiry, of: credential), with: kept.item)
        }
    }

    package func erase(_ servers: [String]) throws(KeyringError) {
        try write { (lock) throws(AttemptError) in
            let search = service.startWholeSearch(of: servers)
            let found = FoundItems(try service.finish(search).flatMap { $0 }, of: servers, in: profile)
            // The newest last: killed in the midst of it, no older one comes to light.
            let items = try service.newestFirst(unlocked(found))
            guard let newest = items.first else { return }
            try service.require(lock)
            for item in items.dropFirst().reversed() { try service.delete(item) }
            let deletion = service.startDeleting(newest)
            if service.isDeletionCertain() { return try service.finish(deletion) }
            // A provider may answer that it deleted, and have done nothing.
            let erased = servers.filter { server in items.contains { $0.attributes.isOf(server: server) } }
            let left = try service.search(of: erased, after: deletion)
            guard try unlocked(FoundItems(left, of: erased, in: profile)).isEmpty else {
                // Or it was stored again meanwhile, by a helper that takes no lock.
                throw .outdated(.refused("the credential is still there after it was erased"))
            }
        }
    }

    // MARK: - Parts

    /// Does what changes the keyring, while no other helper does: each attempt has the lock until its end, and requires
    /// it before the first change.
    func write(_ attempt: (RequestedWriterLock) throws(AttemptError) -> Void) throws(KeyringError) {
        try perform { () throws(AttemptError) in
            let lock: RequestedWriterLock
            do throws(KeyringError) { lock = try service.requestWriterLock() } catch { throw .keyring(error) }
            try withExtendedLifetime(lock) { () throws(AttemptError) in
                try attempt(lock)
                if lock.isHeld { try service.letProviderSave() }
            }
        }
    }

    /// Those of the items that are credentials and open. The default collection has to be open for what is to be
    /// stored.
    private func writable(_ found: FoundItems) throws(AttemptError) -> [SecretServiceItem] {
        if found.items.contains(where: \.isLocked), try service.isDefaultCollectionLocked() {
            try service.unlockDefaultCollection()
        }
        return try unlocked(found.open)
    }

    /// Gives the account's item the secret, or makes an item for it.
    /// - Parameter home: the default collection, which alone is sure to be open another day: an item that is elsewhere
    ///   is replaced by one in it. Where there is none, any collection will do that lasts.
    private func keep(
        _ credential: Credential,
        insteadOf before: [SecretServiceItem],
        in home: String?,
        over session: EncryptedSession
    ) throws(AttemptError) -> SecretServiceItem {
        let same = before.first { item in
            item.attributes.username.sameBytes(as: credential.username)
                && (home.map { item.isIn($0) } ?? !item.isVolatile)
        }
        guard let same else { return try create(credential, over: session) }
        try service.setSecret(of: same, to: credential.secret, over: session)
        return same
    }

    /// Makes the item, and first what it needs: an unlocked collection, or any at all.
    private func create(
        _ credential: Credential,
        over session: EncryptedSession
    ) throws(AttemptError) -> SecretServiceItem {
        do throws(AttemptError) {
            let item = try service.create(credential, over: session)
            if !item.isVolatile { return item }
            // The default collection is one that ends with its daemon: it counts as none.
            try service.delete(item)
            try service.createDefaultCollection()
        } catch .call(let error) where error.hasInvalidArguments {
            throw .outdated(KeyringError(error))
        } catch .call(let error) where error.isLocked {
            try service.unlock([SecretService.defaultCollection])
        } catch .call(let error) where error.isMissingObject {
            try service.createDefaultCollection()
        }
        return try service.create(credential, over: session)
    }

    /// Throws unless the item that is to stay is found by a search of its own: before that nothing else is deleted.
    func requireKept(
        _ kept: SecretServiceItem,
        besides others: [SecretServiceItem]
    ) throws(AttemptError) {
        if others.isEmpty { return }
        guard try service.search(of: [kept.attributes.server ?? ""]).contains(where: { $0.path == kept.path }) else {
            throw .staleItem
        }
    }

    /// Throws unless the item has the credential's secret.
    private func requireSecret(
        of credential: Credential,
        in item: SecretServiceItem,
        over session: EncryptedSession
    ) throws(AttemptError) {
        guard try service.secret(of: item, over: session).isSame(as: credential.secret) else {
            throw .outdated(.refused("it keeps another secret than it was given"))
        }
    }

    /// The expiry that came with the credential, else the one that was recorded of the same secret before.
    private func knownExpiry(of credential: Credential, from before: [SecretServiceItem]) -> Expiry {
        if credential.recordedExpiry != .unknown { return credential.recordedExpiry }
        let recorded = before.lazy
            .filter { $0.attributes.username.sameBytes(as: credential.username) }
            .map { $0.attributes.credential(with: credential.secret).recordedExpiry }
        return recorded.first { $0 != .unknown } ?? .unknown
    }

    /// Records the expiry that came with the credential, else removes one that is of another secret.
    private func updateExpiry(of item: SecretServiceItem, to credential: Credential) throws(AttemptError) {
        if credential.recordedExpiry != .unknown {
            try service.record(ExpiryRecord(credential.recordedExpiry, of: credential), with: item)
        } else if let record = item.attributes.expiryRecord, !record.isOf(credential.secret) {
            try service.record(nil, with: item)
        }
    }
}
