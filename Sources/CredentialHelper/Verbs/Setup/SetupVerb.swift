/// `setup`: makes this machine's clients use the helper, and moves what they keep in plain text into the keyring. What
/// there is to do is in the steps, a file each.
struct SetupVerb: Verb {
    static var name: String { "setup" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "have docker and podman use the helper, and move plain-text passwords into the keyring",
            description: [
                """
                Shows what it finds and what it will do, asks once, and does it: notes which keyring to use, and makes \
                the encrypted file if it is that; names the helper in docker's `config.json`, and in the `auth.json` \
                of podman, buildah and skopeo where they are installed; and moves the passwords and tokens that stand \
                in them into the keyring, each read back before it is taken out. Where docker is installed, a link in \
                its plugin directory makes this program `docker pat`. It can be run again at any time.
                """,
                """
                Without `--keyring` it is the one chosen before, else the one that this machine has. The encrypted \
                file is unlocked, too: its password is asked for on the terminal, unless a file gives it.
                """,
                """
                The first state of each file is kept beside it, without the secrets that were moved out, as \
                `FILE.before-pat`. Without a terminal, `--yes` is needed for all that changes the files of docker and \
                podman; `--keyring` and `--password-file` alone then do their part, and leave those files.
                """,
                """
                With `--profile` it makes a link of the program beside it, or in `~/.local/bin`, and changes no \
                client's file unless `--registry` or `--docker-config` says which: whoever is named there goes on as \
                before. With `--undo` it takes that away, and says what the profile still keeps. `--copy-from` copies \
                within one keyring.
                """,
            ],
            operands: [
                OperandHelp(
                    name: "SERVER…",
                    isOptional: true,
                    candidates: .servers,
                    text: "with `--copy-from`: whose credentials to copy"
                )
            ],
            options: SetupOptions.help,
            examples: [
                ExampleHelp(arguments: "setup --dry-run", text: "look first"),
                ExampleHelp(arguments: "setup --keyring file", text: "a keyring for a machine without a desktop"),
                ExampleHelp(arguments: "setup --from pass", text: "move over from docker-credential-pass"),
                ExampleHelp(
                    arguments: "setup --profile work --registry ghcr.io",
                    text: "another account for this registry"
                ),
            ]
        )
    }

    private let options: SetupOptions

    init(_ arguments: inout Arguments) throws {
        options = try SetupOptions(&arguments)
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        try options.requireSense()
        let context = try SetupContext(options, of: helper)
        let dialogue = SetupDialogue(context)
        if options.isAboutKeyringAlone, !dialogue.isInteractive {
            try chooseKeyring(context, telling: dialogue)
            return .done
        }
        let plan = SetupPlan(steps: try options.isUndo ? SetupSteps.undoing(context) : SetupSteps.all(context))
        if plan.needsConsent, !options.isYes, !options.isDryRun, !dialogue.isInteractive { throw SetupError.noConsent }
        for line in plan.lines { try dialogue.say(line) }
        if options.isDryRun {
            try dialogue.say("nothing was changed")
            return .done
        }
        if plan.needsConsent, !options.isYes, try !dialogue.ask("go on?") {
            try dialogue.say("nothing was changed")
            return .failed
        }
        for step in plan.pending { try step.run(dialogue) }
        return .done
    }

    /// What a script gets that nobody has agreed to: the files of docker and podman are only looked at.
    private func chooseKeyring(_ context: SetupContext, telling dialogue: SetupDialogue) throws {
        try KeyringStep(context).run(dialogue)
        // A profile is named where somebody wants it, which need not be there.
        guard context.profile.isDefault else { return }
        let docker = try? ClientFile.docker(context.environment)
        let configuration = try? docker?.configuration()
        if configuration?.credsStore != context.helperName {
            try dialogue.say("docker uses it with this line in ~/.docker/config.json, between its braces:")
            try dialogue.say(#"  "credsStore": "\#(context.helperName)""#)
        }
        if let docker, configuration?.hasPlainText == true {
            dialogue.note("secrets stand in plain text in \(docker.path): setup --yes moves them into the keyring")
        }
    }
}

extension DockerConfiguration {
    fileprivate var hasPlainText: Bool {
        entries.contains { if case .credential = $0.contents { true } else { false } }
    }
}
