package import CredentialHelper

/// What can be shown without asking anybody to unlock anything.
extension SecretServiceStore {
    package func snapshot(of servers: [String]?) throws(KeyringError) -> Snapshot {
        try perform { () throws(AttemptError) in
            var snapshot = Snapshot()
            if try service.searchPrompt() != nil {
                snapshot.isIncomplete = true
                return snapshot
            }
            let visible = try service.searchVisibleItems(of: servers)
            let session = visible.items.allSatisfy(\.isLocked) ? nil : try service.session()
            let items = try readAttributes(of: visible.items, opening: session)
            snapshot.isIncomplete = visible.isIncomplete || items.contains(where: \.hasHiddenAttributes)
            let found = items.filter { $0.attributes.isCredential(in: profile) }
            // Of all there are, the order of one server's among the others' says nothing.
            let shown = try newestOfEachServer(servers == nil ? found : service.newestFirst(found))
            snapshot.locked = shown.filter(\.isLocked).map(\.attributes.account)

            let open = shown.filter { !$0.isLocked }
            guard let session, !open.isEmpty else { return snapshot }
            snapshot.credentials = try credentials(of: open, among: found, over: session)
            return snapshot
        }
    }

    package func visibleAccounts() throws(KeyringError) -> [Account] {
        try perform { () throws(AttemptError) in
            if try service.searchPrompt() != nil { return [] }
            let items = try service.readAttributes(of: service.searchVisibleItems(of: nil).items)
            let own = items.filter { $0.attributes.isCredential(in: profile) }
            return try newestOfEachServer(own).map(\.attributes.account)
        }
    }

    package func profiles() throws(KeyringError) -> VisibleProfiles {
        try perform { () throws(AttemptError) in
            if try service.searchPrompt() != nil { return VisibleProfiles([], isIncomplete: true) }
            let items = try service.readAttributes(of: service.searchNamedProfiles())
            return VisibleProfiles(
                items.compactMap(\.attributes.profile),
                isIncomplete: items.contains(where: \.hasHiddenAttributes)
            )
        }
    }

    /// The same items with their attributes. Agrees on keys with the provider meanwhile, where there is a session.
    private func readAttributes(
        of items: [SecretServiceItem],
        opening session: EncryptedSession?
    ) throws(AttemptError) -> [SecretServiceItem] {
        guard let session else { return try service.readAttributes(of: items) }
        return try session.open { () throws(AttemptError) in try service.readAttributes(of: items) }
    }
}
