/// What a command line asks for.
struct AskedVerb {
    let verb: any Verb
    /// The profile that it names, if it names one.
    let profile: Profile?
}

/// The list of the verbs: a new one is added here.
enum AllVerbs {
    /// Those of the credential-helper protocol, in the order of `--help`.
    static var ofTheProtocol: [any Verb.Type] {
        [StoreVerb.self, GetVerb.self, EraseVerb.self, ListVerb.self, VersionVerb.self]
    }

    /// Those for people, likewise.
    static var forPeople: [any Verb.Type] {
        [
            StatusVerb.self, CheckVerb.self, TokensVerb.self, CreateVerb.self, RotateVerb.self, DisableVerb.self,
            EnableVerb.self, RevokeVerb.self, DoctorVerb.self, SetupVerb.self, UnlockVerb.self, LockVerb.self,
            ExpiresVerb.self, HelpVerb.self,
        ]
    }

    static var all: [any Verb.Type] { ofTheProtocol + forPeople }

    static func asked(by words: [String]) throws -> AskedVerb {
        guard let name = words.first else { throw UsageError(.noVerb) }
        let verb = try type(named: name)
        var arguments = Arguments(words.dropFirst())
        do {
            let asked = try verb.init(&arguments)
            arguments.takeEndOfOptions()
            guard arguments.isEmpty else { throw UsageError() }
            return AskedVerb(verb: asked, profile: arguments.profile)
        } catch let error as UsageError {
            throw error.explained(by: arguments, of: verb)
        }
    }

    static func type(named name: String) throws -> any Verb.Type {
        if let found = all.first(where: { $0.name == name || $0.otherNames.contains(name) }) { return found }
        throw UsageError(.noSuchVerb(nearest: nearest(to: name, of: all.map { $0.name })))
    }
}
