/// The list of the verbs: a new one is added here.
enum AllVerbs {
    /// Those of the credential-helper protocol, in the order of `--help`.
    static var ofTheProtocol: [any Verb.Type] {
        [StoreVerb.self, GetVerb.self, EraseVerb.self, ListVerb.self, VersionVerb.self]
    }

    /// Those for people, likewise.
    static var forPeople: [any Verb.Type] {
        [StatusVerb.self, SetupVerb.self, UnlockVerb.self, LockVerb.self, ExpiresVerb.self]
    }

    /// The verb that a command line asks for, with its options.
    static func verb(for words: [String]) throws -> any Verb {
        let verbs = ofTheProtocol + forPeople
        guard let name = words.first,
            let found = verbs.first(where: { $0.name == name || $0.otherNames.contains(name) })
        else { throw UsageError() }
        var arguments = Arguments(words.dropFirst())
        let verb = try found.init(&arguments)
        guard arguments.isEmpty else { throw UsageError() }
        return verb
    }
}
