/// How a person has called this program, and in which profile that person is: for commands that are shown, which have
/// to mean the same credentials.
struct Caller {
    /// How the program is called, as in `docker pat`.
    let program: String
    /// What stands at the end of a command that looks into one profile; empty where it would look there anyway.
    private let option: String

    /// - Parameters:
    ///   - profile: the one in which something was done; `nil` where nobody has chosen one.
    ///   - isInEnvironment: whether a variable says which one, so that it counts where no option does.
    init(_ invocation: Invocation = .helper, profile: Profile? = nil, isInEnvironment: Bool = false) {
        program = invocation.program
        let profile = profile ?? .default
        let isImplied =
            switch invocation {
            case .helperOfProfile(let name): profile.name == name
            case .helper, .dockerPlugin: profile.isDefault && !isInEnvironment
            }
        option = isImplied ? "" : " --profile \(profile.name)"
    }

    /// - Parameter words: the verb, and what follows it.
    func command(_ words: String) -> String {
        let name = words.prefix { $0 != " " }
        let verb = AllVerbs.all.first { $0.name == name }
        // Of `setup` the option says what to make.
        let isOfOneProfile = verb != SetupVerb.self && verb?.help.options.contains { $0.name == "--profile" } == true
        return "\(program) \(words)\(isOfOneProfile ? option : "")"
    }
}
