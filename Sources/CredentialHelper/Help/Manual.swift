/// What is said of the helper as a whole, in `--help` and in the man page. Code is in backticks.
enum Manual {
    /// In one line, as `whatis` shows it.
    static var title: String { "keep registry tokens in the system keyring" }

    static var introduction: String {
        """
        Keeps registry tokens for docker, compose, podman, skopeo and the rest in the system keyring, through \
        libsecret. Clients call it by themselves once their configuration names it: in `~/.docker/config.json` \
        `{"credsStore": "pat"}`
        """
    }

    static var plugin: String {
        """
        With a link named `docker-pat` in docker's plugin directory, which `setup` makes, it is a command of docker's, \
        too: `docker pat status`.
        """
    }

    static var serverNames: String {
        """
        Without `SERVER`, `get` and `erase` read it from standard input. `docker.io` and \
        `https://index.docker.io/v1/` are one server, as are names that differ in `https://`, `:443`, a trailing \
        slash or the host's case. After `--` a name may begin with a dash.
        """
    }

    static var settings: String {
        """
        Settings, from the environment, or (but for `EXPIRES` and `PROFILE`) in lower case from \
        `~/.config/docker-credential-pat/config.json`, as in `{"warn_within": "30d"}`; in the environment each name \
        begins with `DOCKER_CREDENTIAL_PAT_`:
        """
    }

    /// Where things are.
    static var files: [(term: String, text: String)] {
        [
            ("~/.config/docker-credential-pat/config.json", "the settings, below `XDG_CONFIG_HOME` where that is set"),
            (
                "~/.local/share/docker-credential-pat/credentials.keyring",
                "the encrypted file, below `XDG_DATA_HOME` where that is set"
            ),
            (
                "~/.local/state/docker-credential-pat/warned",
                "which warnings were given when, below `XDG_STATE_HOME` where that is set"
            ),
            (
                "~/.local/state/docker-credential-pat/new-token-*",
                "a new token that could not be kept, or what a run was making that was cut off; `check` tells of it"
            ),
            (
                "$CREDENTIALS_DIRECTORY/docker-credential-pat",
                "the encrypted file's password, for a service, from systemd's `LoadCredential`"
            ),
            ("~/.docker/cli-plugins/docker-pat", "the link that makes it `docker pat`"),
            (
                "~/.docker/config.json",
                """
                docker's configuration, which names this helper in `credsStore` or `credHelpers`; `DOCKER_CONFIG` is \
                its directory where that is set
                """
            ),
            (
                "/etc/docker/certs.d/HOST, /etc/containers/certs.d/HOST",
                """
                what docker and podman trust of a registry, in `*.crt`, and how they prove to it who they are, in \
                `*.cert` and `*.key`; obeyed by the verbs that ask on the network, as are both below `~/.config`
                """
            ),
        ]
    }

    /// What it obeys besides its settings.
    static var environment: [(term: String, text: String)] {
        [
            ("DBUS_SESSION_BUS_ADDRESS", "the session bus, on which the Secret Service is"),
            ("DOCKER_CONFIG", "the directory of docker's configuration"),
            ("REGISTRY_AUTH_FILE", "podman's file, in place of its own two"),
            ("NO_COLOR", "no colours, even on a terminal"),
            ("https_proxy, no_proxy", "the proxy of the verbs that ask on the network, and the hosts that need none"),
            ("SSL_CERT_FILE, SSL_CERT_DIR", "the certificates to trust, in place of the system's"),
        ]
    }

    static var exitStatuses: [(term: String, text: String)] {
        [
            ("0", "it is done; of `status` and `check`: all is well"),
            ("1", "it is not done; of `status` and `check`: not everything could be looked at"),
            ("3", "of `status` and `check` alone: a token expires soon"),
            ("4", "of `status` and `check` alone: a token has expired, or is refused"),
        ]
    }

    static var failures: String {
        """
        A failure is one line on standard output, as clients expect it, and the same line with a hint on standard \
        error, since docker shows people nothing else.
        """
    }
}
