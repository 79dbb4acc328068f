/// What the command line asks for.
enum Command: Equatable {
    case store
    case get(server: String?)
    case erase(server: String?)
    case list
    case version
    case help

    /// Nothing when the command line is not of the helper's form.
    init?(_ arguments: [String]) {
        // Whoever asks for help in any place wants help, not a lecture.
        if let last = arguments.last, last == "--help" || last == "-h" {
            self = .help
            return
        }
        let operand = arguments.dropFirst().first
        guard arguments.count <= 2, operand?.hasPrefix("-") != true else { return nil }
        switch (arguments.first, operand) {
        case ("store", nil): self = .store
        case ("get", _): self = .get(server: operand)
        case ("erase", _): self = .erase(server: operand)
        case ("list", nil): self = .list
        case ("version", nil), ("--version", nil), ("-v", nil): self = .version
        default: return nil
        }
    }
}

enum Usage {
    static let line = """
        Usage: docker-credential-pat <store|get|erase|list|version>
        Try 'docker-credential-pat --help' for more.

        """

    static let help = """
        Usage: docker-credential-pat <store|get|erase|list|version>

        Keeps registry tokens for docker, compose, podman, skopeo and the rest in the
        system keyring, through libsecret. Clients call it by themselves once their
        configuration names it: in ~/.docker/config.json  {"credsStore": "pat"}

        Verbs (each client's, and yours):
          store          read {"ServerURL": …, "Username": …, "Secret": …} from standard
                         input and keep it as the server's only credential
          get [SERVER]   write the credential of SERVER as JSON
          erase [SERVER] remove the credential of SERVER and of equivalent names
          list           write the servers and their accounts as JSON, without secrets
          version        write the version (also --version, -v)

        Without SERVER, get and erase read it from standard input.
        docker.io and https://index.docker.io/v1/ are one server, as are names that
        differ in https://, :443, a trailing slash or the host's case.

        Settings, from the environment:
          DOCKER_CREDENTIAL_PAT_TIMEOUT  seconds to wait for the keyring (10), and,
                         after a comma, for a person at its prompt (120)

        Exit status: 0 when it is done, 1 when it is not; the reason is one line on
        standard output, and on standard error with a hint.

        """
}
