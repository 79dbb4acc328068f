import CredentialHelper

/// Finding items.
extension SecretService {
    /// A search for the items of some servers, or of all: a call for each server.
    final class Search {
        fileprivate let first: PendingResult?
        /// Whether the first call may have a person asked.
        fileprivate let question: SearchPromptQuestion
        /// The calls after the first that have been sent.
        fileprivate var sent: [PendingResult] = []
        /// The servers whose calls have not been sent.
        fileprivate var unsent: ArraySlice<String>
        /// Whether nothing is open, and the provider was to have a person open something before it answers.
        fileprivate var isToAskPerson = false
        /// Whether it has taken its time for that.
        fileprivate var hasAskedPerson = false

        fileprivate init(first: PendingResult?, question: SearchPromptQuestion, unsent: ArraySlice<String>) {
            self.first = first
            self.question = question
            self.unsent = unsent
        }
    }

    /// Sends the first call of a search for the items marked as ours, of `servers` or of all.
    func startSearch(of servers: [String]?) -> Search {
        let question = sendSearchPromptQuestion()
        let first = servers.map { $0.first.map(query) } ?? query(for: nil)
        return Search(first: first.map(bus.send), question: question, unsent: servers?.dropFirst() ?? [])
    }

    /// The same, with all calls at once where they ask no person anything: for those who need all the answers anyway.
    func startWholeSearch(of servers: [String]) -> Search {
        let question = sendMaySearchAtOnce()
        let search = startSearch(of: servers)
        if maySearchAtOnce(question) { sendRest(of: search) }
        return search
    }

    /// Sends the other calls, as many as may be under way at once.
    private func sendRest(of search: Search) {
        let servers = search.unsent.prefix(SessionBus.window - search.sent.count)
        search.sent += servers.map { bus.send(query(for: $0)) }
        search.unsent = search.unsent.dropFirst(servers.count)
    }

    /// The items found, attributes unread, for one server after the other. When there are none at all but the default
    /// collection is locked and may be hiding some, has it unlocked.
    func finish(_ search: Search) throws(AttemptError) -> [[SecretServiceItem]] {
        try finish(search, after: finishFirst(of: search))
    }

    /// The items of the first server alone.
    ///
    /// A provider may ask a person by itself before it answers (see `ProviderQuirks`): who then needs the time that a
    /// person has. Where it can be, the same is asked by a prompt, too, which tells how it has ended.
    func finishFirst(of search: Search) throws(AttemptError) -> [SecretServiceItem] {
        guard let first = search.first else { return [] }
        switch try searchPrompt(search.question) {
        case .unlocking(let collection): try unlockBeforeAnotherAttempt(collection)
        case .choosing: search.isToAskPerson = true
        case nil: break
        }
        guard !bus.isAnswered(first, within: 1), try isAskingPerson(search) else {
            return try items(Result { () throws(AttemptError) in try reply(to: first) })
        }
        search.hasAskedPerson = true
        return try items(
            Result { () throws(AttemptError) in
                try waitForPerson { (deadline) throws(GLibError) in try bus.reply(to: first, until: deadline) }
            }
        )
    }

    private func isAskingPerson(_ search: Search) throws(AttemptError) -> Bool {
        if search.isToAskPerson { return true }
        return try isDefaultCollectionLocked(within: 1)
    }

    /// The same when the items of the first server are known. What is asked next is sent with the other searches, and
    /// takes no time of its own: most often those find nothing.
    /// - Parameter willAnswer: called as soon as one of them has found an item, while others are under way.
    func finish(
        _ search: Search,
        after first: [SecretServiceItem],
        willAnswer: () -> Void = {}
    ) throws(AttemptError) -> [[SecretServiceItem]] {
        if first.isEmpty, search.isToAskPerson || search.hasAskedPerson {
            // Who has declined is not asked again: not by a prompt, and not by each of the other searches.
            if search.hasAskedPerson, try searchPrompt() != nil { throw .keyring(.dismissed) }
            try finish(startAbsenceCheck())
        }
        let isOfSeveral = !(search.sent.isEmpty && search.unsent.isEmpty)
        sendRest(of: search)
        let check = first.isEmpty ? startAbsenceCheck() : nil
        var found = [first.isEmpty || !isOfSeveral ? first : try readAttributes(of: first)]
        var isFound = false
        for pending in search.sent {
            found.append(try items(Result { () throws(AttemptError) in try reply(to: pending) }))
            if !isFound, found.last?.isEmpty == false {
                isFound = true
                willAnswer()
            }
        }
        for answer in try callAll(search.unsent.lazy.map(query)) { found.append(try items(answer)) }
        if let check, found.allSatisfy(\.isEmpty) { try finish(check) }
        return found
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

    /// Asks nobody, unless the search itself does: see `searchPrompt`.
    func searchVisibleItems(of servers: [String]?) throws(AttemptError) -> VisibleItems {
        let search = startSearch(of: servers)
        let found = try finishFirst(of: search) + items(callAll(search.unsent.map(query)))
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
        var wanted = ItemAttributes.searchMarker(of: profile)
        wanted["server"] = server
        return searchCall(for: wanted)
    }

    private func searchCall(for attributes: [String: String]) -> DBusCall {
        serviceCall("SearchItems", with: [.strings(attributes)], reply: "aoao")
    }

    /// The items of all profiles but the default one, as far as they are found without having anything unlocked.
    /// Asks nobody, unless the search itself does: see `searchPrompt`.
    func searchNamedProfiles() throws(AttemptError) -> [SecretServiceItem] {
        try items(callAll([searchCall(for: ItemAttributes.markerOfNamedProfiles)]))
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
}
