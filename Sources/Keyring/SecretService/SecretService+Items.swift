import CredentialHelper

/// Items: reading, creating, changing and deleting them.
extension SecretService {
    // MARK: - Reading

    /// The same items with their attributes. Those that have theirs already are not asked again.
    func readAttributes(of items: [SecretServiceItem]) throws(AttemptError) -> [SecretServiceItem] {
        let unread = items.filter(\.attributes.values.isEmpty)
        var values = try values(of: "Attributes", type: "a{ss}", in: unread).makeIterator()
        return items.map { item in
            item.attributes.values.isEmpty ? item.with(values.next()??.strings ?? [:]) : item
        }
    }

    /// The items, the last modified first. Of those modified in the same second (no provider is more exact) the one
    /// made last comes first, as far as the paths' numbers tell.
    func newestFirst(_ items: [SecretServiceItem]) throws(AttemptError) -> [SecretServiceItem] {
        guard items.count > 1 else { return items }
        let times = try values(of: "Modified", type: "t", in: items).map { $0?.unsigned64 ?? 0 }
        return zip(items, times).sorted { one, other in
            if one.1 != other.1 { return one.1 > other.1 }
            if one.0.path.utf8.count != other.0.path.utf8.count {
                return one.0.path.utf8.count > other.0.path.utf8.count
            }
            return one.0.path > other.0.path
        }.map(\.0)
    }

    /// One property of each item; `nil` where the provider has none of that type.
    private func values(
        of property: String,
        type: String,
        in items: [SecretServiceItem]
    ) throws(AttemptError) -> [Variant?] {
        var values: [Variant?] = []
        let answers = try callAll(
            items.lazy.map { .get(property, of: Self.itemInterface, at: $0.path, from: Self.busName) }
        )
        for (item, answer) in zip(items, answers) {
            let value = try self.answer(of: item, answer).child(0).unboxed
            values.append(value.type == type ? value : nil)
        }
        return values
    }

    /// The answer of an item. One that was found and has gone since was replaced by another helper, most likely, and
    /// what was found is out of date: "not there" would be wrong.
    private func answer(
        of item: SecretServiceItem,
        _ answer: Result<Variant, AttemptError>
    ) throws(AttemptError) -> Variant {
        do throws(AttemptError) {
            return try answer.get()
        } catch .call(let error) where error.isMissingItem {
            staleItems.noteMiss(of: item.path)
            throw .outdated(KeyringError(error))
        }
    }

    // MARK: - Secrets

    func secret(of item: SecretServiceItem, over session: EncryptedSession) throws(AttemptError) -> Secret {
        try secrets(of: [item], over: session)[0]
    }

    /// The secrets of all `items`: asked for together, and one by one where the provider leaves any out. Of one that
    /// has gone meanwhile, or is locked, only the answer to a question of its own says so.
    func secrets(of items: [SecretServiceItem], over session: EncryptedSession) throws(AttemptError) -> [Secret] {
        let together = try secretsByPath(of: items, over: session)
        let missing = items.filter { together[$0.path] == nil }
        let calls = missing.lazy.map { [self] item in
            itemCall("GetSecret", on: item, with: [session.path], reply: "(oayays)")
        }
        var alone = try callAll(calls).makeIterator()
        var secrets: [Secret] = []
        for item in items {
            let secret =
                if let secret = together[item.path] { secret } else {
                    session.decrypt(try answer(of: item, alone.next()!).child(0))
                }
            guard let secret else { throw .outdated(.refused("it sent a secret that does not decrypt")) }
            secrets.append(secret)
        }
        return secrets
    }

    /// The secrets that the provider sends together, by their items' paths; `nil` is one that does not decrypt. A
    /// question for each would take as long as all the rest of a `status`.
    private func secretsByPath(
        of items: [SecretServiceItem],
        over session: EncryptedSession
    ) throws(AttemptError) -> [String: Secret?] {
        if items.count < 2 { return [:] }
        // In several calls, so that one answer is decrypted while the provider prepares the next.
        let most = 100
        let calls = stride(from: 0, to: items.count, by: most).map { start in
            let paths = items[start..<min(start + most, items.count)].map { Variant.objectPath($0.path) }
            return serviceCall("GetSecrets", with: [.array(paths), session.path], reply: "a{o(oayays)}")
        }
        var secrets: [String: Secret?] = [:]
        let answers = try callAll(calls) { answer in
            for entry in answer.child(0).children {
                secrets[entry.child(0).text] = .some(session.decrypt(entry.child(1)))
            }
        }
        for case .failure(.call(let error)) in answers where error.remoteName == nil { throw .call(error) }
        // Of an answer that is an error, what is wrong with which item is told by the item's own.
        return secrets
    }

    /// Gives an item another secret: in one step on every provider, and without a question (see `ProviderQuirks`).
    func setSecret(of item: SecretServiceItem, to secret: Secret, over session: EncryptedSession) throws(AttemptError) {
        let call = itemCall("SetSecret", on: item, with: [session.encrypt(secret)], reply: "")
        _ = try answer(of: item, Result { () throws(AttemptError) in try self.call(call) })
    }

    // MARK: - Changing

    /// Records an expiry with an item, or removes the one recorded. All attributes are sent: they replace the old ones.
    func record(_ expiry: ExpiryRecord?, with item: SecretServiceItem) throws(AttemptError) {
        let own = ItemAttributes(server: item.attributes.server ?? "", username: item.attributes.username, in: profile)
        let attributes = Variant.strings(own.recording(expiry).values)
        _ = try call(
            .set("Attributes", to: attributes, of: Self.itemInterface, at: item.path, from: Self.busName)
        )
    }

    /// Makes an item in the default collection, or replaces the one with the same attributes.
    func create(_ credential: Credential, over session: EncryptedSession) throws(AttemptError) -> SecretServiceItem {
        let attributes = ItemAttributes(server: credential.server, username: credential.username, in: profile)
        let properties = [
            "org.freedesktop.Secret.Item.Label": Variant.string(attributes.itemLabel).boxed,
            "org.freedesktop.Secret.Item.Attributes": Variant.strings(attributes.values).boxed,
        ]
        let reply = try call(
            DBusCall(
                destination: Self.busName,
                path: Self.defaultCollection,
                interface: Self.collectionInterface,
                method: "CreateItem",
                arguments: .tuple([.dictionary(properties), session.encrypt(credential.secret), .boolean(true)]),
                reply: "oo"
            )
        )
        let path = try path(ofNew: reply)
        guard path != "/" else { throw .keyring(.refused("it made no item")) }
        return SecretServiceItem(path: path, isLocked: false, attributes: attributes)
    }

    /// The new item's path, which the provider answers at once or when its prompt has made the item. The prompt is
    /// answered here, with the lock held: between attempts two helpers might make an item each.
    private func path(ofNew reply: Variant) throws(AttemptError) -> String {
        let prompt = Prompt(path: reply.child(1).text, purpose: .change)
        guard prompt.isNeeded else { return reply.child(0).text }
        let result = try result(of: prompt)
        return result.type == "o" ? result.text : "/"
    }

    // MARK: - Deleting

    /// A deletion that has been sent.
    struct Deletion {
        fileprivate let answer: PendingResult
    }

    func startDeleting(_ item: SecretServiceItem) -> Deletion {
        Deletion(answer: bus.send(itemCall("Delete", on: item, reply: "o")))
    }

    /// Waits for the item to be deleted. That it is no longer there is fine.
    func finish(_ deletion: Deletion) throws(AttemptError) {
        let prompt: String
        do throws(GLibError) {
            prompt = try bus.reply(to: deletion.answer).child(0).text
        } catch  where error.isMissingItem {
            return
        } catch {
            throw .call(error)
        }
        // Answered here, with the lock held: between attempts two helpers might each delete what the other keeps.
        let question = Prompt(path: prompt, purpose: .change)
        if question.isNeeded { _ = try result(of: question) }
    }

    func delete(_ item: SecretServiceItem) throws(AttemptError) {
        try finish(startDeleting(item))
    }
}
