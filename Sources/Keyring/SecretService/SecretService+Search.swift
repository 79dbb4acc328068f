import CredentialHelper

/// Finding items.
extension SecretService {
    /// A search that has been sent.
    struct Search {
        fileprivate let queries: [DBusCall]
        fileprivate let first: PendingResult?
    }

    /// Sends a search for the items marked as ours, of `servers` or of all.
    func startSearch(of servers: [String]?) -> Search {
        let queries = queries(for: servers)
        return Search(queries: queries, first: queries.first.map(bus.send))
    }

    /// The items found, attributes unread. When there are none but the default collection is locked and may be hiding
    /// some, has it unlocked and looks again.
    func finish(_ search: Search) throws(AttemptError) -> [SecretServiceItem] {
        let found = try items(searchAllowingPrompt(search))
        guard found.isEmpty else { return found }
        let check = startDamagedKeyringCheck()
        if try mayHideItems() {
            try unlock([Self.defaultCollection])
            return try items(callAll(search.queries))
        }
        try finish(check)
        return []
    }

    func search(of servers: [String]?) throws(AttemptError) -> [SecretServiceItem] {
        try finish(startSearch(of: servers))
    }

    /// All items of ours, as far as they are found without having anything unlocked.
    struct VisibleItems {
        let items: [SecretServiceItem]
        /// Whether a locked collection may hide more.
        let isIncomplete: Bool
    }

    /// Asks nobody, unless the search itself does: see `wouldSearchPrompt`.
    func searchVisibleItems() throws(AttemptError) -> VisibleItems {
        let found = try items(searchAllowingPrompt(startSearch(of: nil)))
        return VisibleItems(items: found, isIncomplete: found.isEmpty ? try mayHideItems() : false)
    }

    /// Finds what is left of `servers` after a deletion that has been sent just now. What is gone before the deletion
    /// is answered stays gone, and only what is not yet gone has to be looked for again.
    func search(of servers: [String], after deletion: Deletion) throws(AttemptError) -> [SecretServiceItem] {
        let queries = queries(for: servers)
        let early = callAll(queries)
        try finish(deletion)
        return try items(early).isEmpty ? [] : items(callAll(queries))
    }

    private func queries(for servers: [String]?) -> [DBusCall] {
        let wanted: [[String: String]] =
            if let servers {
                servers.map { ItemAttributes.searchMarker.merging(["server": $0]) { _, new in new } }
            } else {
                [ItemAttributes.searchMarker]
            }
        return wanted.map { serviceCall("SearchItems", with: [.strings($0)], reply: "aoao") }
    }

    /// Waits for the answers. A provider may ask a person by itself before it answers (see `ProviderQuirks`): who then
    /// needs the time that a person has.
    private func searchAllowingPrompt(_ search: Search) throws(AttemptError) -> [Result<Variant, AttemptError>] {
        guard let first = search.first else { return [] }
        let answer: Result<Variant, AttemptError>
        if !bus.isAnswered(first, within: 1), try isDefaultCollectionLocked(within: 1) {
            answer = Result { () throws(AttemptError) in
                try waitForPerson { (deadline) throws(GLibError) in try bus.reply(to: first, until: deadline) }
            }
        } else {
            answer = Result { () throws(AttemptError) in try reply(to: first) }
        }
        return [answer] + callAll(Array(search.queries.dropFirst()))
    }

    private func items(_ answers: [Result<Variant, AttemptError>]) throws(AttemptError) -> [SecretServiceItem] {
        var items: [SecretServiceItem] = []
        for answer in answers {
            let reply = try known(answer)
            items += reply.child(0).children.map { SecretServiceItem(path: $0.text, isLocked: false) }
            items += reply.child(1).children.map { SecretServiceItem(path: $0.text, isLocked: true) }
        }
        return items.filter { !staleItems.contains($0.path) }
    }

    /// The answer to a search, which is the first call of a new client: a provider may not know it yet (see
    /// `ProviderQuirks`), and has to be asked again.
    private func known(_ answer: Result<Variant, AttemptError>) throws(AttemptError) -> Variant {
        do throws(AttemptError) {
            return try answer.get()
        } catch .call(let error) where error.isUnknownMethod {
            throw .outdated(KeyringError(error))
        }
    }

    /// Whether what was not found may be in the default collection all the same. GNOME Keyring and KWallet find locked
    /// items, so that nothing found means nothing there; KeePassXC shows a locked collection as empty.
    private func mayHideItems() throws(AttemptError) -> Bool {
        // Not before a search (see `ProviderQuirks`).
        guard try isDefaultCollectionLocked() else { return false }
        let items = try call(getFromDefaultCollection("Items"))
        return items.child(0).unboxed.children.isEmpty
    }
}
