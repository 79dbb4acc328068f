import CredentialHelper

/// Finding items.
extension SecretService {
    /// A search for the items of some servers, or of all: a call for each server.
    final class Search {
        fileprivate let first: PendingResult?
        /// The servers whose calls have not been sent.
        fileprivate let unsent: ArraySlice<String>
        /// The calls after the first that have been sent.
        fileprivate let sent: [PendingResult]
        /// Whether the provider has asked a person before it answered.
        fileprivate var hasAskedPerson = false

        fileprivate init(first: PendingResult?, sent: [PendingResult] = [], unsent: ArraySlice<String> = []) {
            self.first = first
            self.sent = sent
            self.unsent = unsent
        }

        fileprivate var isOfSeveral: Bool { !sent.isEmpty || !unsent.isEmpty }
    }

    /// Sends the first call of a search for the items marked as ours, of `servers` or of all.
    func startSearch(of servers: [String]?) -> Search {
        guard let servers else { return Search(first: bus.send(query(for: nil))) }
        return Search(first: servers.first.map { bus.send(query(for: $0)) }, unsent: servers.dropFirst())
    }

    /// The same, with all calls at once where they ask no person anything: for those who need all the answers anyway.
    func startWholeSearch(of servers: [String]) -> Search {
        let question = sendMaySearchAtOnce()
        let search = startSearch(of: servers)
        guard servers.count <= SessionBus.window, maySearchAtOnce(question) else { return search }
        return Search(first: search.first, sent: search.unsent.map { bus.send(query(for: $0)) })
    }

    /// The items found, attributes unread, for one server after the other. When there are none at all but the default
    /// collection is locked and may be hiding some, has it unlocked.
    func finish(_ search: Search) throws(AttemptError) -> [[SecretServiceItem]] {
        try finish(search, after: finishFirst(of: search))
    }

    /// The items of the first server alone.
    ///
    /// A provider may ask a person by itself before it answers (see `ProviderQuirks`): who then needs the time that a
    /// person has.
    func finishFirst(of search: Search) throws(AttemptError) -> [SecretServiceItem] {
        guard let first = search.first else { return [] }
        guard !bus.isAnswered(first, within: 1), try isDefaultCollectionLocked(within: 1) else {
            return try items(Result { () throws(AttemptError) in try reply(to: first) })
        }
        search.hasAskedPerson = true
        return try items(
            Result { () throws(AttemptError) in
                try waitForPerson { (deadline) throws(GLibError) in try bus.reply(to: first, until: deadline) }
            }
        )
    }

    /// The same when the items of the first server are known. What is asked next is sent with the other searches, and
    /// takes no time of its own: most often those find nothing.
    func finish(
        _ search: Search,
        after first: [SecretServiceItem]
    ) throws(AttemptError) -> [[SecretServiceItem]] {
        if !search.isOfSeveral || first.isEmpty {
            // Who has declined is not asked again for each of them.
            if first.isEmpty, search.hasAskedPerson { try finish(startAbsenceCheck()) }
            let check = first.isEmpty ? startAbsenceCheck() : nil
            let found = try [first] + finishRest(of: search).found
            if let check, found.allSatisfy(\.isEmpty) { try finish(check) }
            return found
        }
        let rest = try finishRest(of: search, with: first.map(getAttributes))
        var read: [SecretServiceItem] = []
        for (item, answer) in zip(first, rest.answers) { read.append(try self.read(item, from: answer)) }
        return [read] + rest.found
    }

    /// The items of the other servers than the first, and the answers to `calls`.
    private func finishRest(
        of search: Search,
        with calls: [DBusCall] = []
    ) throws(AttemptError) -> (found: [[SecretServiceItem]], answers: ArraySlice<Result<Variant, AttemptError>>) {
        let unsent = search.unsent.map(query)
        let answers = try callAll(unsent + calls)
        var found: [[SecretServiceItem]] = []
        for pending in search.sent {
            found.append(try items(Result { () throws(AttemptError) in try reply(to: pending) }))
        }
        for answer in answers.prefix(unsent.count) { found.append(try items(answer)) }
        return (found, answers.dropFirst(unsent.count))
    }

    func search(of servers: [String]?) throws(AttemptError) -> [SecretServiceItem] {
        try finish(startSearch(of: servers)).flatMap { $0 }
    }

    /// Items of ours, as far as they are found without having anything unlocked.
    struct VisibleItems {
        let items: [SecretServiceItem]
        /// Whether a locked collection may hide more.
        let isIncomplete: Bool
    }

    /// Asks nobody, unless the search itself does: see `wouldSearchPrompt`.
    func searchVisibleItems(of servers: [String]?) throws(AttemptError) -> VisibleItems {
        let search = startSearch(of: servers)
        let found = try finishFirst(of: search) + finishRest(of: search).found.flatMap { $0 }
        guard found.isEmpty else { return VisibleItems(items: found, isIncomplete: false) }
        return VisibleItems(items: [], isIncomplete: try mayHideItems(ifLocked: sendIsDefaultCollectionLocked()))
    }

    /// Finds what is left of `servers` after a deletion that has been sent just now. What is gone before the deletion
    /// is answered stays gone, and only what is not yet gone has to be looked for again.
    func search(of servers: [String], after deletion: Deletion) throws(AttemptError) -> [SecretServiceItem] {
        let queries = servers.map(query)
        let early = try callAll(queries)
        try finish(deletion)
        return try items(early).isEmpty ? [] : items(callAll(queries))
    }

    private func query(for server: String?) -> DBusCall {
        var wanted = ItemAttributes.searchMarker
        wanted["server"] = server
        return serviceCall("SearchItems", with: [.strings(wanted)], reply: "aoao")
    }

    private func items(_ answers: [Result<Variant, AttemptError>]) throws(AttemptError) -> [SecretServiceItem] {
        var items: [SecretServiceItem] = []
        for answer in answers { items += try self.items(answer) }
        return items
    }

    private func items(_ answer: Result<Variant, AttemptError>) throws(AttemptError) -> [SecretServiceItem] {
        let reply = try known(answer)
        let open = reply.child(0).children.map { SecretServiceItem(path: $0.text, isLocked: false) }
        let locked = reply.child(1).children.map { SecretServiceItem(path: $0.text, isLocked: true) }
        return (open + locked).filter { !staleItems.contains($0.path) }
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

    // MARK: - Nothing found

    /// Questions that tell whether what was not found may be there all the same.
    private struct AbsenceCheck {
        let isLocked: PendingResult
        let damage: DamagedKeyringCheck?
    }

    private func startAbsenceCheck() -> AbsenceCheck {
        // Not before a search (see `ProviderQuirks`).
        AbsenceCheck(isLocked: sendIsDefaultCollectionLocked(), damage: startDamagedKeyringCheck())
    }

    /// Throws if it may be there.
    private func finish(_ check: AbsenceCheck) throws(AttemptError) {
        if try mayHideItems(ifLocked: check.isLocked) { try unlockDefaultCollection() }
        try finish(check.damage)
    }

    /// Whether what was not found may be in the default collection all the same. GNOME Keyring and KWallet find locked
    /// items, so that nothing found means nothing there; KeePassXC shows a locked collection as empty.
    /// - Parameter answer: whether it is locked.
    private func mayHideItems(ifLocked answer: PendingResult) throws(AttemptError) -> Bool {
        guard try isLocked(answer) else { return false }
        let items: Variant
        do throws(AttemptError) {
            items = try call(getFromDefaultCollection("Items"))
        } catch .call(let error) where error.isMissingObject {
            // Before it answered, KeePassXC has asked a person to open a database, who has opened none.
            throw .keyring(.dismissed)
        }
        return items.child(0).unboxed.children.isEmpty
    }
}
