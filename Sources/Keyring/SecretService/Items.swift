import CLibsecret
import CredentialHelper

/// One keyring item that may be a credential of ours.
struct Item {
    let path: String
    let isLocked: Bool
    /// Nothing until read. A GNOME keyring that has not been unlocked since its daemon started shows hashes here.
    var attributes: [String: String] = [:]

    static let schema = "io.docker.Credentials"

    /// The attributes of docker-credential-secretservice's items, to the letter; with them its items are ours, and
    /// ours are its. Providers replace an item by a subset of its attributes, so all are always sent.
    static func attributes(server: String, username: String) -> [(String, String)] {
        [
            ("xdg:schema", schema), ("label", "Docker Credentials"), ("server", server), ("username", username), mark,
        ]
    }

    /// What every item of ours has; the schema's name is no part of it, because on a keyring that has never been
    /// unlocked a search for it finds nothing.
    static let mark = ("docker_cli", "1")

    var server: String? { attributes["server"] }
    var username: String { attributes["username"] ?? "" }
    var expiryRecord: ExpiryRecord? { ExpiryRecord(attributes[ExpiryRecord.attribute]) }
    var isOurs: Bool { attributes["xdg:schema"] == Self.schema && server != nil }
    /// Whether only unlocking can tell what it is.
    var isOpaque: Bool { isLocked && server == nil }
}

/// The calls of `org.freedesktop.Secret` (Secret Service API, version 0.2) that a credential store is made of.
extension Bus {
    private static let servicePath = "/org/freedesktop/secrets"
    private static let serviceInterface = "org.freedesktop.Secret.Service"
    private static let collectionInterface = "org.freedesktop.Secret.Collection"
    private static let itemInterface = "org.freedesktop.Secret.Item"
    static let defaultCollection = "/org/freedesktop/secrets/aliases/default"

    // MARK: - Finding

    /// The items marked as ours, of `servers` or of all, attributes unread. When there are none but the default
    /// collection is locked and may be hiding some, asks to unlock it and looks again.
    /// - Parameter meanwhile: what to do while the provider searches.
    func search(
        _ servers: [String]?,
        meanwhile: () throws(CallError) -> Void = {}
    ) throws(CallError) -> [Item] {
        let found = try items(answeredPatiently(searches(servers), meanwhile))
        guard found.isEmpty else { return found }
        let whole = askForWholeKeyring()
        if try mayHideItems() {
            try unlock([Self.defaultCollection])
            return try items(answeredPatiently(searches(servers)))
        }
        try requireWholeKeyring(whole)
        return []
    }

    /// The same, as far as it goes without asking to unlock anything.
    func searchWithoutAsking(_ servers: [String]?) throws(CallError) -> (found: [Item], mayBeMore: Bool) {
        let found = try items(answeredPatiently(searches(servers)))
        return (found, found.isEmpty ? try mayHideItems() : false)
    }

    private func searches(_ servers: [String]?) -> [Call] {
        (servers.map { $0.map { [("server", $0), Item.mark] } } ?? [[Item.mark]]).map { wanted in
            Call(
                path: Self.servicePath,
                interface: Self.serviceInterface,
                method: "SearchItems",
                arguments: .tuple([.strings(wanted)]),
                reply: "aoao"
            )
        }
    }

    /// Sends the searches. KeePassXC answers none while its database is locked, but asks a person to unlock it, by
    /// itself: who then needs the time that a person has.
    private func answeredPatiently(
        _ searches: [Call],
        _ meanwhile: () throws(CallError) -> Void = {}
    ) throws(CallError) -> [Result<Variant, CallError>] {
        guard let first = searches.first else { return [] }
        let pending = send(first)
        try meanwhile()
        if !isAnswered(pending, within: 1), try isDefaultCollectionLocked(within: 1) { allowForPrompt() }
        let answer = Result { () throws(CallError) in try reply(to: pending) }
        restartClock()
        return [answer] + callAll(Array(searches.dropFirst()))
    }

    private func isDefaultCollectionLocked(within seconds: Int? = nil) throws(CallError) -> Bool {
        let question = send(get("Locked", ofInterface: Self.collectionInterface, at: Self.defaultCollection))
        if let seconds, !isAnswered(question, within: seconds) { return false }
        do throws(CallError) {
            let value = try reply(to: question).child(0).unboxed
            return value.type == "b" && value.bool
        } catch  where error.isMissingObject {
            return false  // a fresh user has no default collection
        }
    }

    /// Whether a search would have a person asked, which it does on KeePassXC alone.
    func wouldSearchAsk() throws(CallError) -> Bool {
        guard try isOwned("org.keepassxc.KeePassXC.MainWindow") else { return false }
        return try isDefaultCollectionLocked()
    }

    private func items(_ answers: [Result<Variant, CallError>]) throws(CallError) -> [Item] {
        var items: [Item] = []
        for answer in answers {
            let reply = try answer.get()
            items += reply.child(0).children.map { Item(path: $0.text, isLocked: false) }
            items += reply.child(1).children.map { Item(path: $0.text, isLocked: true) }
        }
        return items.filter { !isPhantom($0.path) }
    }

    /// Whether what was not found may be in the default collection all the same. GNOME Keyring and KWallet find locked
    /// items, so that nothing found means nothing there; KeePassXC shows a locked collection as empty.
    private func mayHideItems() throws(CallError) -> Bool {
        // Not before a search: GNOME Keyring aborts when the first thing that it hears from a client is this question.
        guard try isDefaultCollectionLocked() else { return false }
        let items = try call(get("Items", ofInterface: Self.collectionInterface, at: Self.defaultCollection))
        return items.child(0).unboxed.children.isEmpty
    }

    /// The same items with their attributes.
    func readAttributes(of items: [Item]) throws(CallError) -> [Item] {
        zip(items, try values(of: "Attributes", type: "a{ss}", items)).map { item, value in
            Item(path: item.path, isLocked: item.isLocked, attributes: value?.strings ?? [:])
        }
    }

    /// The items, the last modified first. Of those modified in the same second (no provider is more exact) the one
    /// made last comes first, as far as the paths' numbers tell.
    func newestFirst(_ items: [Item]) throws(CallError) -> [Item] {
        guard items.count > 1 else { return items }
        let times = try values(of: "Modified", type: "t", items).map { $0?.unsigned ?? 0 }
        return zip(items, times).sorted { one, other in
            if one.1 != other.1 { return one.1 > other.1 }
            if one.0.path.utf8.count != other.0.path.utf8.count {
                return one.0.path.utf8.count > other.0.path.utf8.count
            }
            return one.0.path > other.0.path
        }.map(\.0)
    }

    /// One property of each item; nothing where the provider has none of that type.
    private func values(of name: String, type: String, _ items: [Item]) throws(CallError) -> [Variant?] {
        var values: [Variant?] = []
        let answers = callAll(items.map { get(name, ofInterface: Self.itemInterface, at: $0.path) })
        for (item, answer) in zip(items, answers) {
            let value = try present(item, answer).child(0).unboxed
            values.append(value.type == type ? value : nil)
        }
        return values
    }

    /// The answer of an item. One that was found and has gone since was replaced by another helper, most likely, and
    /// what was found is out of date: "not there" would be wrong.
    private func present(_ item: Item, _ answer: Result<Variant, CallError>) throws(CallError) -> Variant {
        do throws(CallError) {
            return try answer.get()
        } catch  where error.isMissingItem {
            noteMiss(of: item.path)
            throw error.asStartOver
        }
    }

    private func get(_ property: String, ofInterface interface: String, at path: String) -> Call {
        Call(
            path: path,
            interface: "org.freedesktop.DBus.Properties",
            method: "Get",
            arguments: .tuple([.string(interface), .string(property)]),
            reply: "v"
        )
    }

    // MARK: - Unlocking

    /// Unlocks `items` or collections, asking a person if need be.
    func unlock(_ paths: [String]) throws(CallError) {
        let reply = try call(
            Call(
                path: Self.servicePath,
                interface: Self.serviceInterface,
                method: "Unlock",
                arguments: .tuple([.array(paths.map(Variant.objectPath))]),
                reply: "aoo"
            )
        )
        let prompt = reply.child(1).text
        if prompt != "/" { try answerBetweenTurns(promptAt: prompt) }
    }

    // MARK: - Secrets

    /// Records an expiry with an item, or removes the one recorded. All attributes are sent: they replace the old ones.
    func set(_ record: ExpiryRecord?, of item: Item) throws(CallError) {
        let attributes = Item.attributes(server: item.server ?? "", username: item.username)
        _ = try call(
            Call(
                path: item.path,
                interface: "org.freedesktop.DBus.Properties",
                method: "Set",
                arguments: .tuple([
                    .string(Self.itemInterface), .string("Attributes"),
                    Variant.strings(attributes + [(ExpiryRecord.attribute, record?.text ?? "")]).boxed,
                ]),
                reply: ""
            )
        )
    }

    /// The item's secret. A provider that has lost it (KWallet, killed too soon) gives an empty one.
    func secret(of item: Item, _ session: EncryptedSession) throws(CallError) -> Secret? {
        try secrets(of: [item], session)[0]
    }

    /// The secrets of all `items`; nothing where one is empty.
    func secrets(of items: [Item], _ session: EncryptedSession) throws(CallError) -> [Secret?] {
        let calls = items.map { item in
            Call(
                path: item.path,
                interface: Self.itemInterface,
                method: "GetSecret",
                arguments: .tuple([session.path]),
                reply: "(oayays)"
            )
        }
        var secrets: [Secret?] = []
        for (item, answer) in zip(items, callAll(calls)) {
            guard let secret = session.decrypt(try present(item, answer).child(0)) else {
                throw CallError(.failed("it sent a secret that does not decrypt")).asStartOver
            }
            secrets.append(secret.isEmpty ? nil : secret)
        }
        return secrets
    }

    /// Gives an item another secret. In one step on every provider, and the one way that asks nothing on KeePassXC.
    func setSecret(of item: Item, to secret: Secret, _ session: EncryptedSession) throws(CallError) {
        let call = Call(
            path: item.path,
            interface: Self.itemInterface,
            method: "SetSecret",
            arguments: .tuple([session.encrypt(secret)]),
            reply: ""
        )
        _ = try present(item, Result { () throws(CallError) in try self.call(call) })
    }

    /// Whether the provider may take a secret for another one without a word, as KWallet does with keys that do not
    /// fit (see `EncryptedSession`).
    func mayGarbleSecrets() throws(CallError) -> Bool {
        if try isOwned("org.kde.kwalletd5") { return true }
        return try isOwned("org.kde.kwalletd6")
    }

    // MARK: - Creating and deleting

    /// Makes an item in the default collection, or replaces the one with the same attributes.
    /// - Returns: its path.
    func create(_ credential: Credential, _ session: EncryptedSession) throws(CallError) -> String {
        let properties = Variant.dictionary([
            ("org.freedesktop.Secret.Item.Label", Variant.string(credential.server).boxed),
            (
                "org.freedesktop.Secret.Item.Attributes",
                Variant.strings(Item.attributes(server: credential.server, username: credential.username)).boxed
            ),
        ])
        let reply = try call(
            Call(
                path: Self.defaultCollection,
                interface: Self.collectionInterface,
                method: "CreateItem",
                arguments: .tuple([properties, session.encrypt(credential.secret), .boolean(true)]),
                reply: "oo"
            )
        )
        let (item, prompt) = (reply.child(0).text, reply.child(1).text)
        guard prompt != "/" else { return item }
        let result = try answer(promptAt: prompt)
        return result.type == "o" ? result.text : "/"
    }

    /// Makes a default collection for a user who has none yet; the provider asks for its password.
    func createDefaultCollection() throws(CallError) {
        let label = Variant.dictionary([
            ("org.freedesktop.Secret.Collection.Label", Variant.string("Default keyring").boxed)
        ])
        let reply = try call(
            Call(
                path: Self.servicePath,
                interface: Self.serviceInterface,
                method: "CreateCollection",
                arguments: .tuple([label, .string("default")]),
                reply: "oo"
            )
        )
        let prompt = reply.child(1).text
        guard prompt != "/" else { return }
        do throws(CallError) {
            try answerBetweenTurns(promptAt: prompt)
        } catch  where error.isStartOver {
            throw error
        } catch  where error.storeError == .locked {
            throw CallError(.noCollection(asked: false))
        } catch  where error.storeError == .dismissed {
            throw CallError(.noCollection(asked: true))
        }
    }

    func sendCollections() -> Pending {
        send(get("Collections", ofInterface: Self.serviceInterface, at: Self.servicePath))
    }

    /// The paths of the collections that the provider shows.
    func collections(_ answer: Pending) throws(CallError) -> [String] {
        try reply(to: answer).child(0).unboxed.children.map(\.text)
    }

    /// Deletes an item, if it is still there.
    func delete(_ path: String) throws(CallError) {
        try finishDeleting(startDeleting(path))
    }

    /// Deletes an item and finds what is left of `servers`. The search is sent along: what is gone before the deletion
    /// is answered stays gone, and only what is not yet gone has to be looked for again.
    func delete(_ path: String, andSearch servers: [String]) throws(CallError) -> [Item] {
        let deletion = startDeleting(path)
        let looks = callAll(searches(servers))
        try finishDeleting(deletion)
        return try items(looks).isEmpty ? [] : items(callAll(searches(servers)))
    }

    private func startDeleting(_ path: String) -> Pending {
        send(Call(path: path, interface: Self.itemInterface, method: "Delete", arguments: nil, reply: "o"))
    }

    private func finishDeleting(_ deletion: Pending) throws(CallError) {
        do throws(CallError) {
            let prompt = try reply(to: deletion).child(0).text
            if prompt != "/" { _ = try answer(promptAt: prompt) }
        } catch  where error.isMissingItem {
            return
        }
    }
}
