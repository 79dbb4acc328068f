import Glibc
import PersonalAccessToken

/// `create`: a new access token at Docker Hub, which goes from there into the keyring and is never shown.
struct CreateVerb: Verb {
    static var name: String { "create" }
    static var help: VerbHelp {
        VerbHelp(
            summary: "make an access token at Docker Hub, and keep it",
            description: [
                """
                The token goes into the keyring in place of the one that is kept for Docker Hub, with its expiry, \
                and is never shown. The one that was kept before still works, until it is revoked. Should the keyring \
                fail, the new token is in a file that only you can read.
                """,
                SignInOptions.description,
            ],
            operands: [.dockerHub],
            options: [
                OptionHelp(
                    "--description",
                    value: "TEXT",
                    text:
                        "up to 100 characters; left out: asked for on a terminal, else the names of machine and user"
                ),
                NewTokenExpiry.help,
                OptionHelp(
                    "--permission",
                    oneOf: TokenPermission.allCases.map(\.rawValue),
                    text: "what it allows; `read` when left out"
                ),
                OptionHelp(
                    "--print",
                    text: "write it to standard output instead of keeping it, for another machine's secret store"
                ),
            ] + SignInOptions.help,
            examples: [
                ExampleHelp(arguments: "create --description laptop", text: "for 90 days, to pull images"),
                ExampleHelp(
                    arguments: "create --print --permission write",
                    text: "for a job elsewhere: `… | gh secret set DOCKER_TOKEN`"
                ),
            ]
        )
    }

    private var server: String?
    private var description: String?
    private var permission = TokenPermission.read
    private var expires = NewTokenExpiry()
    private var isPrinted = false
    private var signIn = SignInOptions()

    init(_ arguments: inout Arguments) throws {
        server = arguments.operand()
        while let option = arguments.nextOption() {
            switch option {
            case "--description": description = try TokenDescription.validated(arguments.value())
            case "--expires": try expires.take(from: &arguments)
            case "--permission":
                guard let permission = TokenPermission(rawValue: try arguments.value()) else {
                    throw HelperError.option(name: option, expected: "public-read, read, write or delete")
                }
                self.permission = permission
            case "--print": isPrinted = true
            default: try signIn.take(option, from: &arguments)
            }
        }
        server = server ?? arguments.operand()
    }

    func run(_ helper: Helper) throws -> ExitStatus {
        let now = helper.now()
        let expiry = try expires.expiry(at: now) ?? .at(NewTokenExpiry.standard.end(from: now))
        helper.noteLeftBehind()
        let session = try HubSession(helper, options: signIn, server: server)
        let request = TokenRequest(
            description: try description ?? askDescription(helper, settings: session.keyring.settings),
            permission: permission,
            expiry: expiry
        )
        let maker = TokenMaker(session)
        if isPrinted {
            let made = try maker.make(request) { created in
                let line = Secret(capacity: created.secret.count + 1)
                created.secret.expose { line.append($0) }
                line.append("\n")
                try helper.console.writeOutput(line)
            }
            helper.console.writeError("\(made.sentence) for \(session.username.printableName); it is kept nowhere\n")
            return .done
        }
        try maker.proveWritable()
        let oldID = try session.keptToken().id
        let made = try maker.make(request, then: maker.keep)
        helper.settleChoice(after: session.keyring)
        try helper.print("\(made.sentence), kept for \(session.place)\n")
        if let oldID {
            let revoke = helper.caller.command("revoke \(oldID.printable)")
            helper.console.writeError("note: the one that was kept before still works at Docker Hub: \(revoke)\n")
        }
        return .done
    }

    private func askDescription(_ helper: Helper, settings: Settings) throws -> String {
        guard helper.console.inputIsTerminal else { return helper.machineAndUser }
        let standard = helper.machineAndUser
        let prompt = "Description of the token [\(standard)]: "
        guard let answer = try helper.console.askLine(prompt, seconds: settings.timeLimits.prompt) else {
            throw TokenError.declined
        }
        return answer.trimmed.isEmpty ? standard : try TokenDescription.validated(answer)
    }
}

extension IssuedToken {
    /// What was made, as a sentence begins.
    var sentence: String {
        let permission = permission?.rawValue ?? "unknown"
        return "made the token “\(description.printableName)” (\(permission), \(expiry.ofNewToken))"
    }
}

extension Expiry {
    /// What a new token does, such as `expires 2027-03-01`.
    var ofNewToken: String {
        switch self {
        case .at(let time): "expires \(time.date)"
        case .never: "never expires"
        case .unknown: "expires some day"
        }
    }
}

extension Helper {
    /// Such as `laptop, octavia`.
    fileprivate var machineAndUser: String {
        var name = utsname()
        uname(&name)
        let machine = withUnsafePointer(to: &name.nodename) {
            String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        }
        let user =
            environment["USER"] ?? environment["LOGNAME"]
            ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
        let text = [machine, user ?? ""].filter { !$0.isEmpty }.joined(separator: ", ").printable
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(TokenDescription.longest)))
    }
}
