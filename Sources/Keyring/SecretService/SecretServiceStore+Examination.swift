package import CredentialHelper

/// How the provider and its collections are, for `doctor`.
extension SecretServiceStore: KeyringExamination {
    package var store: any CredentialStore { self }

    package func examination(of profile: Profile) -> any KeyringExamination { own(in: profile) }

    package func provider() throws(KeyringError) -> KeyringProvider? {
        try perform { () throws(AttemptError) in
            try service.startIfMissing()
            return try service.provider()
        }
    }

    package func items() throws(KeyringError) -> [KeptItem] {
        try perform { () throws(AttemptError) in
            if try service.searchPrompt() != nil { throw .keyring(.locked) }
            let found = try service.searchVisibleItems(of: nil).items
            if found.isEmpty { try service.finish(service.startDamagedKeyringCheck()) }
            let items = try service.readAttributes(of: found).filter { $0.attributes.isCredential(in: profile) }
            return try service.newestFirst(items).map { item in
                KeptItem(account: item.attributes.account, isLocked: item.isLocked)
            }
        }
    }

    package func collection() throws(KeyringError) -> CollectionState {
        try perform { () throws(AttemptError) in try service.stateOfDefaultCollection() }
    }

    package func tokens() throws(KeyringError) -> Snapshot {
        let mayAsk = try perform { () throws(AttemptError) in try service.mayAskBeforeSecret() }
        guard mayAsk else { return try snapshot(of: nil) }
        var snapshot = Snapshot()
        snapshot.locked = try items().map(\.account)
        return snapshot
    }

    package func removeOlderItems(of server: String) throws(KeyringError) {
        try write { (lock) throws(AttemptError) in
            let found = FoundItems(try service.search(of: [server]), of: [server], in: profile)
            let items = try service.newestFirst(unlocked(found.open))
            guard let newest = items.first else { return }
            try service.require(lock)
            // The newest is found again by a search of its own before anything is deleted.
            try requireKept(newest, besides: Array(items.dropFirst()))
            for item in items.dropFirst().reversed() { try service.delete(item) }
        }
    }
}

extension SecretService {
    /// Has the bus start a provider if none runs: it tells of no other that it could.
    fileprivate func startIfMissing() throws(AttemptError) {
        guard try !isOwned(Self.busName) else { return }
        do throws(GLibError) { try bus.startService(Self.busName) } catch { throw .call(error) }
    }

    /// To be asked after a search (see `ProviderQuirks`).
    fileprivate func stateOfDefaultCollection() throws(AttemptError) -> CollectionState {
        let alias = serviceCall("ReadAlias", with: [.string("default")], reply: "o")
        switch try call(alias).child(0).text {
        case "/":
            let others = try collections(sendCollections()).filter { $0 != Self.volatileCollection }
            return .missing(others: others.count)
        case Self.volatileCollection: return .volatile
        default: return try isDefaultCollectionLocked() ? .locked : .open
        }
    }
}
