import CredentialHelper
import Glibc

// What each provider does differently, and what is done about it: with `KnownProvider`, their names, the one place
// where providers are told from one another. To add a quirk, add an entry here; where it takes a decision, the decision
// is a function below and its caller asks no names; where a person can notice it, `KnownProvider` has the words. Each
// entry: the version it was seen with, the symptom, what is done, and the test that fails without it. Tests "on
// KWallet" and "on KeePassXC" are run by `scripts/matrix providers`.
//
// GNOME Keyring
// -------------
// 42.1: says that a prompt was dismissed, too, when there is no prompter to show it or it could not start.
//       → `wasPromptShown`. LockedStateTests, "Locked, and what should ask cannot start".
// 42.1: aborts when a prompt is cancelled, as libsecret does it. → No prompt ever is; `answer` waits and gives up.
//       PromptTests, "Locked, and nobody answers the prompt: the helper ends, and the daemon lives on".
// 42.1: aborts when the first that it hears of a client is whether a collection is locked. → Asked after a search only,
//       in `SecretService.startAbsenceCheck`. LockedStateTests, "Locked, and nothing can ask: every verb says so …".
// 42.1 to 48.0: registers a client and serves its first call in two steps of its main loop, and now and then takes the
//       second one first, when other clients come and go at the same time: it has no method SearchItems then.
//       → `SecretService.known` has it asked again. ScriptedProviderTests, "It does not know a new client's first
//       search, …".
// 42.1: hashes the attributes of a keyring that was never unlocked, and finds nothing of it by the schema's name.
//       → `SecretServiceItem.hasHiddenAttributes`, `ItemAttributes.searchMarker`. LockedStateTests, "Locked,
//       and nothing can ask: every verb says so …".
// 42.1: shows nothing of a keyring whose file it cannot read. → `DamagedKeyringCheck`.
//       KeyringFilesTests, "The keyring's file is damaged, which is not an empty keyring".
// 42.1: finds the items of a keyring file that was put beside its own, a backup for example, and has no objects for
//       them until its next start. → `StaleItems`. KeyringFilesTests, "A copy of a keyring beside it, …".
// 42.1: has a collection `session` in memory, whose items any program can make. → `SecretServiceItem.isVolatile`: none
//       of them is taken for the kept copy. KeyringFilesTests, "An item in GNOME Keyring's memory …". It may even be
//       the default one. NoDefaultCollectionTests, "The default keyring is the one in memory …".
// 42.1 to 48.0: walks through all its items at each search and each reading of one, whatever is asked for: 1 to 7 ms at
//       10,000. → `isDeletionCertain`: erase does not search again after a deletion, whose answer says it all.
//       CallCountTests, "erase asks nothing after the deletion".
//
// KWallet
// -------
// 5.103 and 6.13: refuses one public key in 256, those with a leading zero. → `EncryptedSession.open` has another pair
//        made. On KWallet, three hundred stores with a new pair each.
// 5.103 and 6.13: takes one public key in 256 for another, and stores what that decrypts to. → `mayStoreWrongSecret`:
//        what was stored is read back. The same.
// 5.103 and 6.13: finds no session where what it is given does not decrypt with those keys: one new item in a hundred.
//        → `GLibError.hasInvalidArguments`: other keys will do. KWalletTests, "It finds no session …"; on KWallet, a
//        thousand new items.
// 5.103 and 6.13: killed within 5 s of a store, it has an item with an empty secret. →
//        `SecretServiceStore+LostSecrets`. LostSecretTests, "A lost secret is told …".
//
// KeePassXC
// ---------
// 2.7.4: answers no search while nothing is unlocked, but asks a person by itself, and then finds nothing if it was
//        dismissed. → `searchPrompt`, `maySearchAtOnce`: a prompt beside the search tells what came of it, and no other
//        search follows one that was dismissed. KeePassXCTests, "Locked, …", "Two databases …"; on KeePassXC, the
//        matrix's column "Dismissed".
// 2.7.4: has no collection at all while no database is open, and asks a person for one at every search. → The same; the
//        search has a person's time. KeePassXCTests, "No database is open: …".
// 2.7.4: shows a locked database as empty. → `SecretService.mayHideItems`. ScriptedProviderTests, "Locked, it shows an
//        empty keyring, as KeePassXC does: …".
// 2.7.4: refuses what has a reference such as `{REF:P@I:…}` in it, as if a person had dismissed it, and leaves an empty
//        item behind. → `refusesReference` says so before anything is sent. KeePassXCTests, "A reference …"; on
//        KeePassXC, a secret, a user name and a server with one.
// 2.7.4: expands placeholders such as `{TITLE}` in a secret that is called text.
//        → `contentType`. On KeePassXC, the contract's "what is stored is read back, to the letter".
// 2.7.4: asks for permission when CreateItem replaces an item, even an identical one. → `SecretServiceStore.keep` gives
//        an account's item its new secret by SetSecret. On KeePassXC, the whole contract.
// 2.7.4: has a prompt for each item that is made or deleted, which often asks nobody. → `SecretService.create` and
//        `finish(_: Deletion)` have it answered in place. ScriptedProviderTests, "It has a prompt for each item …".
// 2.7.4: merges the attributes of an item with those that it had. → `ExpiryRecord` is removed by an empty value.
//        On KeePassXC, the contract's "another secret, or another account, never inherits an expiry".
// 2.7.4 and 2.7.10: crashes when it is changed while it saves what was changed before, in a thread of its own.
//        → `letProviderSave`. KeePassXCTests, "It has time to save …"; `scripts/matrix.d/keepassxc-rounds`.
// 2.7.4 and 2.7.10: answers before it has saved, so that what it was told is lost if it is killed just after. → The
//        same says so. KeePassXCTests, "It ends before it has saved, …".
// 2.7.10: never ends unlocking in the dialog that a program has it show, on a machine of one or two processors: there
//       its two windows wait for hardware keys in all the threads it has (keepassxreboot/keepassxc, issue 10391). →
//       Nothing can be done; the helper's time limit ends it. On KeePassXC, the matrix's column "Dismissed".
enum ProviderQuirks {
    /// What to call a secret: bytes, when KeePassXC would take it for a template, else text, so that other programs may
    /// read the item as text, too.
    static func contentType(of secret: UnsafeBufferPointer<UInt8>) -> String {
        secret.contains(UInt8(ascii: "{")) ? "application/octet-stream" : "text/plain"
    }
}

extension SecretService {
    /// Whether the provider may store another secret than it was given, without a word, as KWallet and its successors
    /// do. One that is not known is trusted least.
    func mayStoreWrongSecret() throws(AttemptError) -> Bool {
        if wasGNOMEKeyring { return false }
        let questions = [sendIsProvider(.gnomeKeyring), sendIsProvider(.keePassXC)]
        for question in questions where try isProvider(question) { return false }
        return true
    }

    /// Whether the provider is known to answer that it deleted an item only once the item is gone from its memory and
    /// from its file. GNOME Keyring looks for it once more before it answers (`gkm_session_C_DestroyObject`).
    func isDeletionCertain() -> Bool { wasGNOMEKeyring }

    /// After a change, while no other helper makes one: waits until the provider has saved it, where changes that come
    /// meanwhile may end it. It begins to save 0.3 s after a change, and takes as long as its owner has chosen for
    /// opening the database, a second as a rule. Throws if it has ended by then, since what it had not saved is lost.
    func letProviderSave() throws(AttemptError) {
        guard !wasGNOMEKeyring, isKnown(sendIsProvider(.keePassXC)) else { return }
        let threads = (try? providerProcess()).map(SavingThreads.init)
        let latest = Deadline(seconds: 10)
        var saved = Deadline(milliseconds: 700)
        while !saved.isOver, !latest.isOver {
            RunningClock.nap { _ = usleep(50_000) }
            if threads?.areBusy == true { saved = max(saved, Deadline(milliseconds: 200)) }
        }
        bus.restartClock()
        guard (try? isProvider(sendIsProvider(.keePassXC))) != false else {
            throw .keyring(.unreachable(.providerLeft))
        }
    }

    /// Whether the provider would refuse the credential for a reference to another entry in it.
    func refusesReference(in credential: Credential) throws(AttemptError) -> Bool {
        guard credential.hasEntryReference else { return false }
        return try isProvider(sendIsProvider(.keePassXC))
    }

    /// The question whether several searches may be under way at once: where each has a person asked, the second one is
    /// to wait for the answer.
    func sendMaySearchAtOnce() -> ProviderQuestion { sendIsProvider(.gnomeKeyring) }

    func maySearchAtOnce(_ question: ProviderQuestion) -> Bool {
        wasGNOMEKeyring = isKnown(question)
        return wasGNOMEKeyring
    }

    /// Whether the provider is known to find what is locked as it finds what is open, and may have a damaged keyring of
    /// which it shows nothing.
    func findsLockedItems() -> Bool { wasGNOMEKeyring || isKnown(sendIsProvider(.gnomeKeyring)) }

    func sendSearchPromptQuestion() -> SearchPromptQuestion {
        SearchPromptQuestion(isRunning: bus.sendIsOwned(KnownProvider.keePassXC.rawValue))
    }

    /// What a search has a person asked; `nil` where it asks nothing. KeePassXC asks while nothing is open.
    func searchPrompt(_ question: SearchPromptQuestion? = nil) throws(AttemptError) -> SearchPrompt? {
        let question = question ?? sendSearchPromptQuestion()
        guard try reply(to: question.isRunning).child(0).bool, try isProvider(sendIsProvider(.keePassXC)) else {
            return nil
        }
        let collections = try collections(sendCollections())
        for collection in collections where try !isLocked(sendIsLocked(collection)) { return nil }
        return collections.count == 1 ? .unlocking(collection: collections[0]) : .choosing
    }

    /// Whether a person saw a prompt that was dismissed. GNOME's prompter stays on the bus for seconds after it has
    /// shown one; the other providers show their own windows.
    func wasPromptShown() throws(AttemptError) -> Bool {
        guard try isProvider(sendIsProvider(.gnomeKeyring)) else { return true }
        return try isOwned("org.gnome.keyring.SystemPrompter")
    }

    /// Whether a person may be asked before the provider gives a secret of an open collection: KeePassXC has a setting
    /// for that, and does not tell how it is set.
    func mayAskBeforeSecret() throws(AttemptError) -> Bool {
        try isProvider(sendIsProvider(.keePassXC))
    }

    /// Who the provider is, as far as it is known here, else the name of its process.
    func provider() throws(AttemptError) -> KeyringProvider {
        for known in KnownProvider.all where try isProvider(sendIsProvider(known)) {
            let canAsk = known == .gnomeKeyring ? try hasGNOMEPrompter() : true
            let differences = known.differences(onProcessors: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
            return KeyringProvider(name: known.title, differences: differences, canAsk: canAsk)
        }
        let difference = ProviderDifference("it is not known here, so every secret is read back after it was stored")
        return KeyringProvider(
            name: Self.processName(try providerProcess()) ?? "an unknown provider",
            differences: [difference],
            canAsk: true
        )
    }

    private func hasGNOMEPrompter() throws(AttemptError) -> Bool {
        let name = "org.gnome.keyring.SystemPrompter"
        if try isOwned(name) { return true }
        return try call(bus.startableNamesQuestion).child(0).children.contains { $0.text == name }
    }

    private func providerProcess() throws(AttemptError) -> UInt32 {
        try call(bus.processQuestion(of: Self.busName)).child(0).unsigned32
    }

    private static func processName(_ pid: UInt32) -> String? {
        let name = FileAccess.text(ofFile: "/proc/\(pid)/comm", limit: 64)
        return name.flatMap { $0.isEmpty ? nil : String($0.prefix { $0 != "\n" }) }
    }

    // MARK: - Who the provider is

    /// The question whether the provider is a certain one.
    struct ProviderQuestion {
        fileprivate let provider: PendingResult
        fileprivate let known: PendingResult
    }

    func sendIsProvider(_ known: KnownProvider) -> ProviderQuestion {
        ProviderQuestion(provider: bus.sendOwner(of: Self.busName), known: bus.sendOwner(of: known.rawValue))
    }

    func isProvider(_ question: ProviderQuestion) throws(AttemptError) -> Bool {
        do throws(GLibError) {
            guard let provider = try bus.owner(question.provider) else { return false }
            return try provider == bus.owner(question.known)
        } catch {
            throw .call(error)
        }
    }

    /// The same, where what cannot be told counts as no.
    private func isKnown(_ question: ProviderQuestion) -> Bool { (try? isProvider(question)) == true }
}
