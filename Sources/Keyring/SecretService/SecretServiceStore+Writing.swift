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
extension SecretServiceStore {
    package func store(_ credential: Credential) throws(KeyringError) {
        try write { () throws(AttemptError) in
            let search = service.startSearch(of: [credential.server])
            let session = try service.session()
            let found = try service.finish(search)
            let (before, mayStoreWrongSecret) = try session.open { () throws(AttemptError) in
                (try service.newestFirst(unlocked(readable(found))), try service.mayStoreWrongSecret())
            }
            let kept = try keep(credential, insteadOf: before, over: session)
            if mayStoreWrongSecret, try !service.secret(of: kept, over: session).isSame(as: credential.secret) {
                throw .outdated(.refused("it keeps another secret than it was given"))
            }
            try updateExpiry(of: kept, to: credential)
            let others = before.filter { $0.path != kept.path }
            try requireKept(kept, besides: others)
            for item in others.reversed() { try service.delete(item) }
            // A helper that takes no lock (the reference, or one that can have none) may have found the item that is
            // kept here to be one too many.
            if !others.isEmpty, try service.search(of: [credential.server]).isEmpty { throw .staleItem }
        }
    }

    package func record(_ expiry: Expiry, of credential: Credential) throws(KeyringError) {
        try write { () throws(AttemptError) in
            guard let kept = try newest(of: [credential.server]), kept.credential.isSame(as: credential) else {
                throw .keyring(.refused("the credential is no longer there"))
            }
            try service.record(ExpiryRecord(expiry, of: credential), with: kept.item)
        }
    }

    package func erase(_ choose: ([String]) -> [String]) throws(KeyringError) {
        try write { () throws(AttemptError) in
            let kept = try readable(service.search(of: nil))
            let servers = choose(kept.compactMap(\.attributes.server))
            let chosen = kept.filter { item in servers.contains { item.attributes.isOf(server: $0) } }
            // The newest last: killed in the midst of it, no older one comes to light.
            let items = try service.newestFirst(unlocked(chosen))
            guard let newest = items.first else { return }
            for item in items.dropFirst().reversed() { try service.delete(item) }
            // A provider may answer that it deleted, and have done nothing.
            let left = try service.search(of: servers, after: service.startDeleting(newest))
            guard try readable(left).isEmpty else {
                // Or it was stored again meanwhile, by a helper that takes no lock.
                throw .outdated(.refused("the credential is still there after it was erased"))
            }
        }
    }

    // MARK: - Parts

    /// Does what changes the keyring, while no other helper does: each attempt has the lock until its end.
    private func write(_ attempt: () throws(AttemptError) -> Void) throws(KeyringError) {
        try perform { () throws(AttemptError) in
            let lock: WriterLock
            do throws(KeyringError) { lock = try service.acquireWriterLock() } catch { throw .keyring(error) }
            try withExtendedLifetime(lock, attempt)
        }
    }

    /// Gives the account's item the secret, or makes an item for it.
    private func keep(
        _ credential: Credential,
        insteadOf before: [SecretServiceItem],
        over session: EncryptedSession
    ) throws(AttemptError) -> SecretServiceItem {
        let same = before.first { item in
            item.attributes.username.sameBytes(as: credential.username) && !item.isVolatile
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
            return try service.create(credential, over: session)
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
    private func requireKept(
        _ kept: SecretServiceItem,
        besides others: [SecretServiceItem]
    ) throws(AttemptError) {
        if others.isEmpty { return }
        guard try service.search(of: [kept.attributes.server ?? ""]).contains(where: { $0.path == kept.path }) else {
            throw .staleItem
        }
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
