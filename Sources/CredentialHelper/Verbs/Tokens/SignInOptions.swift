/// Who asks Docker Hub, and in which profile, as the command line may say: options of all verbs that manage its tokens.
struct SignInOptions {
    private(set) var username: String?
    /// The file that holds the account's password; `-` is standard input.
    private(set) var passwordFile: String?

    /// In which the token is kept; `nil` for the one that the program's name or the environment has chosen.
    private(set) var profile: Profile?

    static var help: [OptionHelp] {
        [
            .profile,
            OptionHelp("--username", value: "NAME", text: "the account's name, where it is not that of what is kept"),
            OptionHelp(
                "--password-file",
                value: "FILE",
                candidates: .files,
                text: "read the account's password from there; `-` is standard input"
            ),
        ]
    }

    static var description: String {
        """
        Docker Hub lets no access token manage access tokens. So it is asked in the name of docker's web login \
        (`docker login` without `-u`), while that lasts, or with the account's password, and the code of its second \
        factor, which are asked for on the terminal, used once and kept nowhere.
        """
    }

    /// Takes an option that is one of these.
    mutating func take(_ option: String, from arguments: inout Arguments) throws {
        switch option {
        case "--username": username = try arguments.value()
        case "--password-file": passwordFile = try arguments.value()
        case "--profile": profile = try arguments.profile(of: option)
        default: throw UsageError()
        }
    }
}
