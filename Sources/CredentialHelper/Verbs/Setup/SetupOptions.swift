/// What the command line of `setup` asks for.
struct SetupOptions {
    /// The keyring to use; when not given the one chosen before, else the one that this machine has.
    var keyring: KeyringKind?
    /// The file from which to take the encrypted file's password from now on.
    var passwordFile: String?
    /// The registries that docker is to use the helper for; none for all.
    var registries: [ClientRegistry] = []
    /// The profile to set up; `nil` for the one that the program's name or the environment has chosen.
    var profile: Profile?
    /// The directory of the docker configuration to change; `nil` for docker's own.
    var dockerConfiguration: String?
    /// What is copied from another profile.
    private(set) var copied: CopiedServers?
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
            OptionHelp(
                "--profile",
                value: "NAME",
                candidates: .profiles,
                text: "set up this profile: make the link `docker-credential-pat-NAME`, by which clients choose it"
            ),
            OptionHelp(
                "--docker-config",
                value: "DIR",
                candidates: .directories,
                text: "change the `config.json` in this directory, in place of docker's own and podman's files"
            ),
            OptionHelp(
                "--copy-from",
                value: "PROFILE",
                candidates: .profiles,
                text: "copy the credential of each `SERVER` from that profile, with its expiry"
            ),
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
        var servers: [String] = []
        var source: Profile?
        while true {
            if let server = arguments.operand() {
                servers.append(server)
            } else if let option = arguments.nextOption() {
                if option == "--copy-from" {
                    source = try arguments.profile(of: option)
                } else {
                    try take(option, from: &arguments)
                }
            } else {
                break
            }
        }
        if let source {
            guard !servers.isEmpty else { throw UsageError(.missing(operand: "SERVER")) }
            copied = CopiedServers(profile: source, servers: try servers.map { try ServerName(storable: $0) })
        } else if !servers.isEmpty {
            throw UsageError(.operand("SERVER", without: "--copy-from"))
        }
    }

    private mutating func take(_ option: String, from arguments: inout Arguments) throws {
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
        case "--profile": profile = try arguments.profile(of: option)
        case "--docker-config":
            let directory = try arguments.value()
            guard !directory.isEmpty else { throw HelperError.option(name: option, expected: "a directory") }
            dockerConfiguration = directory
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

    /// Throws where they contradict one another.
    func requireSense() throws(HelperError) {
        if erasesSource, source == nil { throw .option(name: "--erase-source", expected: "of use without --from") }
        if isUndo,
            keyring != nil || passwordFile != nil || !registries.isEmpty || source != nil || copied != nil
                || plugin != nil
                || reminds
        {
            throw .option(name: "--undo", expected: "for use with options that put something in")
        }
    }

    /// Whether nothing but a keyring is named. A script gets that without consent, which only other programs' files
    /// need.
    var isAboutKeyringAlone: Bool {
        (keyring != nil || passwordFile != nil) && registries.isEmpty && source == nil && plugin == nil && !reminds
            && !isYes && !isDryRun && profile == nil && dockerConfiguration == nil && copied == nil
    }
}

/// What `--copy-from` names.
struct CopiedServers {
    /// Whose credentials they are.
    let profile: Profile
    let servers: [ServerName]
}
