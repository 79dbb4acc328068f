/// The helper that `--from` names, and what of it is wanted.
struct TakeOverSource {
    let helper: OtherHelper
    /// Those that it keeps something for, as far as they are wanted.
    let servers: [String]
    /// Whether its items are the ones that this helper has anyway: docker-credential-secretservice has those of the
    /// Secret Service that are in no named profile.
    let sharesItems: Bool

    /// - Parameter name: what follows `docker-credential-` in the helper's name.
    init(_ name: String, for context: SetupContext) throws {
        guard Profile(helperName: name) == nil else {
            throw HelperError.option(name: "--from", expected: "another helper: --copy-from is for profiles")
        }
        helper = try OtherHelper(name, in: context.environment, seconds: context.settings.timeLimits.prompt)
        let keyring = try context.keyring.get()
        sharesItems = name == "secretservice" && keyring == .service && context.profile.isDefault
        guard !sharesItems else {
            servers = []
            if context.options.erasesSource {
                let problem = "its items are this helper's, too: erased there, they would be gone here"
                throw SetupError.otherHelper(name: name, problem: problem)
            }
            return
        }
        let scope = context.options.registries
        servers = try helper.servers().filter { server in
            scope.isEmpty || ClientRegistry(server).map(scope.contains) == true
        }
    }

    var registries: [ClientRegistry] { servers.compactMap { ClientRegistry($0) } }
}
