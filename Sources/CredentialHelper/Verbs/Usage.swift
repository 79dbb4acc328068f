/// What the helper says of its command line.
enum Usage {
    /// For whoever has mistyped it.
    static var line: String {
        """
        \(forms)
        Try 'docker-credential-pat --help' for more.

        """
    }

    private static let forms = """
        Usage: docker-credential-pat <store|get|erase|list|version>
               docker-credential-pat <status|expires|setup|unlock|lock>
        """

    static var help: String {
        """
        \(forms)

        Keeps registry tokens for docker, compose, podman, skopeo and the rest in the
        system keyring, through libsecret. Clients call it by themselves once their
        configuration names it: in ~/.docker/config.json  {"credsStore": "pat"}

        Verbs of the protocol, for clients and for you:\(AllVerbs.ofTheProtocol.reduce("") { $0 + "\n" + $1.help })

        Verbs for you:\(AllVerbs.forPeople.reduce("") { $0 + "\n" + $1.help })

        Without SERVER, get and erase read it from standard input.
        docker.io and https://index.docker.io/v1/ are one server, as are names that
        differ in https://, :443, a trailing slash or the host's case.

        Settings, from the environment, or (but for EXPIRES) in lower case from
        ~/.config/docker-credential-pat/config.json, as in {"warn_within": "30d"};
        in the environment each name begins with DOCKER_CREDENTIAL_PAT_\(Settings.all.reduce("") { $0 + "\n" + $1.help })

        Exit status: 0 when it is done, 1 when it is not; the reason is one line on
        standard output, and on standard error with a hint.

        """
    }
}
