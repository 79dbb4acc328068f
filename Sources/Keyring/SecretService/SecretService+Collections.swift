import CredentialHelper

/// Collections: whether they are there, and open.
extension SecretService {
    func getFromDefaultCollection(_ property: String) -> DBusCall { get(property, from: Self.defaultCollection) }

    private func get(_ property: String, from collection: String) -> DBusCall {
        .get(property, of: Self.collectionInterface, at: collection, from: Self.busName)
    }

    func sendIsDefaultCollectionLocked() -> PendingResult { sendIsLocked(Self.defaultCollection) }

    /// - Parameter collection: its path.
    func sendIsLocked(_ collection: String) -> PendingResult { bus.send(get("Locked", from: collection)) }

    func isLocked(_ answer: PendingResult) throws(AttemptError) -> Bool {
        do throws(GLibError) {
            let value = try bus.reply(to: answer).child(0).unboxed
            return value.type == "b" && value.bool
        } catch  where error.isMissingObject {
            // A fresh user has none. KeePassXC has none either while no database is open.
            return try isProvider(sendIsProvider(.keePassXC))
        } catch {
            throw .call(error)
        }
    }

    /// - Parameter seconds: how long to wait for the answer; without one the collection does not count as locked.
    func isDefaultCollectionLocked(within seconds: Int? = nil) throws(AttemptError) -> Bool {
        let answer = sendIsDefaultCollectionLocked()
        if let seconds, !bus.isAnswered(answer, within: seconds) { return false }
        return try isLocked(answer)
    }

    func sendDefaultCollection() -> PendingResult {
        bus.send(serviceCall("ReadAlias", with: [.string("default")], reply: "o"))
    }

    /// The path by which the default collection shows its items; `nil` where there is none that lasts.
    func lastingDefaultCollection(_ answer: PendingResult) throws(AttemptError) -> String? {
        do throws(AttemptError) {
            let path = try reply(to: answer).child(0).text
            return path == "/" || path == Self.volatileCollection ? nil : path
        } catch .call(let error) where error.remoteName != nil {
            return nil
        }
    }

    func sendCollections() -> PendingResult {
        bus.send(.get("Collections", of: Self.interface, at: Self.path, from: Self.busName))
    }

    /// The paths of the collections that the provider shows.
    func collections(_ answer: PendingResult) throws(AttemptError) -> [String] {
        try reply(to: answer).child(0).unboxed.children.map(\.text)
    }

    /// Unlocks items or collections. Throws `.needsAnswer` if a person has to be asked.
    func unlock(_ paths: [String]) throws(AttemptError) {
        let reply = try call(serviceCall("Unlock", with: [.array(paths.map(Variant.objectPath))], reply: "aoo"))
        try require(Prompt(path: reply.child(1).text, purpose: .unlocking))
    }

    /// Unlocks the default collection, and has the attempt begin again: what was found before it was unlocked is out of
    /// date.
    func unlockDefaultCollection() throws(AttemptError) -> Never {
        try unlockBeforeAnotherAttempt(Self.defaultCollection)
    }

    /// The same of another collection.
    /// - Parameter collection: its path.
    func unlockBeforeAnotherAttempt(_ collection: String) throws(AttemptError) -> Never {
        try unlock([collection])
        throw .outdated(.locked)
    }

    /// Makes a default collection for a user who has none yet; the provider asks for its password.
    func createDefaultCollection() throws(AttemptError) {
        let label = ["org.freedesktop.Secret.Collection.Label": Variant.string("Default keyring").boxed]
        let reply = try call(
            serviceCall("CreateCollection", with: [.dictionary(label), .string("default")], reply: "oo")
        )
        try require(Prompt(path: reply.child(1).text, purpose: .newCollection))
    }

    /// What is missing when a person has not let the default collection be made.
    func missingCollection() throws(AttemptError) -> KeyringError {
        let asked = try wasPromptShown()
        let others = ((try? collections(sendCollections())) ?? []).filter { $0 != Self.volatileCollection }
        return others.isEmpty ? .noCollection(asked: asked) : .noDefaultCollection(asked: asked)
    }

    /// Throws `.needsAnswer` if the provider has a prompt for a person.
    private func require(_ prompt: Prompt) throws(AttemptError) {
        if prompt.isNeeded { throw .needsAnswer(prompt) }
    }
}
