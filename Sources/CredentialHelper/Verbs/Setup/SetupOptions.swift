/// What the command line of `setup` asks for.
struct SetupOptions {
    /// The keyring to use; when not given the one chosen before, else the one that this machine has.
    var keyring: KeyringKind?
    /// The file from which to take the encrypted file's password from now on.
    var passwordFile: String?
    /// The registries that docker is to use the helper for; none for all.
    var registries: [ClientRegistry] = []
    /// The helper whose credentials are taken over.
    var source: String?
    var erasesSource = false
    /// Whether docker is to have it as a command of its own; `nil` for where docker is installed.
    var plugin: Bool?
    /// Whether something is to remind of tokens that expire, daily.
    var reminds = false
    var isYes = false
    var isDryRun = false
    var isUndo = false

    static var help: [OptionHelp] {
        [
            OptionHelp(
                "--keyring",
                oneOf: ["service", "file"],
                text: "the keyring to use: the session's Secret Service, or the encrypted file"
            ),
            OptionHelp(
                "--password-file",
                value: "FILE",
                candidates: .files,
                text: """
                    take the encrypted file's password from there, from now on; with `-`, standard input, or with a \
                    pipe, this once
                    """
            ),
            OptionHelp(
                "--registry",
                value: "HOST",
                candidates: .servers,
                text: "use the helper for this registry, not for all; may be given several times"
            ),
            OptionHelp(
                "--from",
                value: "HELPER",
                text: "take over what `docker-credential-HELPER` keeps, such as `pass` or `secretservice`"
            ),
            OptionHelp("--erase-source", text: "with `--from`: erase there what has been taken over"),
            OptionHelp("--plugin", text: "make `docker pat` of it, also where docker is not installed yet"),
            OptionHelp("--no-plugin", text: "leave that out"),
            OptionHelp(
                "--remind",
                text: "have systemd run `status --notify` daily, which reminds of tokens that expire"
            ),
            OptionHelp("--dry-run", text: "show what it would do, and do nothing"),
            OptionHelp("--yes", text: "do it without asking"),
            OptionHelp("--undo", text: "take out of the clients' files what it has put in, and end the reminders"),
        ]
    }

    init(_ arguments: inout Arguments) throws {
        while let option = arguments.nextOption() {
            switch option {
            case "--keyring":
                guard let kind = try KeyringKind(rawValue: arguments.value()) else {
                    throw HelperError.option(name: option, expected: KeyringSetting.expected)
                }
                keyring = kind
            case "--password-file": passwordFile = try arguments.value()
            case "--registry":
                guard let registry = try ClientRegistry(arguments.value()) else {
                    throw HelperError.option(name: option, expected: "a registry's host, such as ghcr.io")
                }
                if !registries.contains(registry) { registries.append(registry) }
            case "--from": source = try arguments.value()
            case "--erase-source": erasesSource = true
            case "--plugin": plugin = true
            case "--no-plugin": plugin = false
            case "--remind": reminds = true
            case "--yes": isYes = true
            case "--dry-run": isDryRun = true
            case "--undo": isUndo = true
            default: throw UsageError()
            }
        }
    }

    /// Throws where they contradict one another.
    func requireSense() throws(HelperError) {
        if erasesSource, source == nil { throw .option(name: "--erase-source", expected: "of use without --from") }
        if isUndo,
            keyring != nil || passwordFile != nil || !registries.isEmpty || source != nil || plugin != nil || reminds
        {
            throw .option(name: "--undo", expected: "for use with other options than --yes and --dry-run")
        }
    }

    /// Whether nothing but a keyring is named. A script gets that without consent, which only other programs' files
    /// need.
    var isAboutKeyringAlone: Bool {
        (keyring != nil || passwordFile != nil) && registries.isEmpty && source == nil && plugin == nil && !reminds
            && !isYes && !isDryRun
    }
}
