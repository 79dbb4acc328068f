import PersonalAccessToken

/// What the command line asks for.
enum Command: Equatable {
    case store
    case get(server: String?)
    case erase(server: String?)
    case list
    case version
    case help

    /// For a person alone: the expiry to record, or nothing to show it.
    case expires(server: String, time: String?)
    case status(Helper.StatusOptions)
    case setup(Helper.SetupOptions)
    case unlock(Helper.UnlockOptions)
    case lock

    /// Nothing when the command line is not of the helper's form.
    init?(_ arguments: [String]) throws(HelperError) {
        // Whoever asks for help in any place wants help, not a lecture.
        if arguments.contains("--help") || arguments.contains("-h") {
            self = .help
            return
        }
        let operands = Array(arguments.dropFirst())
        if arguments.first == "status" {
            guard let options = try Helper.StatusOptions(operands) else { return nil }
            self = .status(options)
            return
        }
        if let command = try Self.aboutKeyrings(arguments.first, operands) {
            self = command
            return
        }
        guard !operands.contains(where: { $0.hasPrefix("-") }) else { return nil }
        switch (arguments.first, operands.count) {
        case ("store", 0): self = .store
        case ("get", 0...1): self = .get(server: operands.first)
        case ("erase", 0...1): self = .erase(server: operands.first)
        case ("list", 0): self = .list
        case ("version", 0), ("--version", 0), ("-v", 0): self = .version
        case ("expires", 1...2): self = .expires(server: operands[0], time: operands.dropFirst().first)
        default: return nil
        }
    }
}

extension Helper.StatusOptions {
    fileprivate init?(_ words: [String]) throws(HelperError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--json" {
                json = true
            } else if word == "--within", let period = rest.popFirst() {
                try set(within: period)
            } else if word.hasPrefix("--within=") {
                try set(within: String(word.dropFirst("--within=".count)))
            } else {
                return nil
            }
        }
    }

    private mutating func set(within text: String) throws(HelperError) {
        do throws(TimeFormatError) {
            within = try CalendarPeriod(parsing: text)
        } catch {
            throw .setting(name: "--within", expected: "a period such as 14d, 2w or 1mo")
        }
    }
}

enum Usage {
    static let line = """
        Usage: docker-credential-pat <store|get|erase|list|version|status|expires|setup|unlock|lock>
        Try 'docker-credential-pat --help' for more.

        """

    static let help = """
        Usage: docker-credential-pat <store|get|erase|list|version|status|expires|setup|unlock|lock>

        Keeps registry tokens for docker, compose, podman, skopeo and the rest in the
        system keyring, through libsecret. Clients call it by themselves once their
        configuration names it: in ~/.docker/config.json  {"credsStore": "pat"}

        Verbs of the protocol, for clients and for you:
          store          read {"ServerURL": …, "Username": …, "Secret": …} from standard
                         input and keep it as the server's only credential
          get [SERVER]   write the credential of SERVER as JSON
          erase [SERVER] remove the credential of SERVER and of equivalent names
          list           write the servers and their accounts as JSON, without secrets
          version        write the version (also --version, -v)

        Verbs for you:
          status [--json] [--within PERIOD]
                         show what is kept, of which kind, and when it expires; exit 0
                         all well, 3 something is expiring, 4 expired, 1 could not look
          setup [--keyring service|file] [--password-file FILE]
                         note which keyring to use, and make the encrypted file if it
                         is that; with FILE take its password from there from now on
          unlock [--timeout 8h] [--password-file FILE]
                         open the encrypted file until the next reboot, or for so long:
                         asks for its password, or reads it from FILE (- is standard
                         input); the first time, make it
          unlock --change
                         give the encrypted file another password; likewise from FILE
          lock           close the encrypted file
          expires SERVER [WHEN]
                         show when the token of SERVER expires, or record it: 90d, 12w,
                         6mo, 1y, 2027-03-01 (its end, UTC), a time as in RFC 3339, never

        Without SERVER, get and erase read it from standard input.
        docker.io and https://index.docker.io/v1/ are one server, as are names that
        differ in https://, :443, a trailing slash or the host's case.

        Settings, from the environment, or (but for EXPIRES) in lower case from
        ~/.config/docker-credential-pat/config.json, as in {"warn_within": "30d"};
        in the environment each name begins with DOCKER_CREDENTIAL_PAT_
          KEYRING      service (the Secret Service of the session) or file (encrypted, for
                       machines without a desktop); unset: the one that is there
          PASSWORD_FILE
                       the file that holds the encrypted file's password
          TIMEOUT      seconds to wait for the keyring (10) and, after a comma, for a
                       person at its prompt (120)
          WARN         warn of tokens that expire, on standard error: auto (when it is a
                       terminal), always or never; at most once a day for each token
          WARN_WITHIN  how long before the expiry to begin (14d)
          ON_EXPIRED   what get does with an expired token: answer, or not-found
          EXPIRES      when the token of this login expires: EXPIRES=90d docker login

        Exit status: 0 when it is done, 1 when it is not; the reason is one line on
        standard output, and on standard error with a hint.

        """
}
