import CredentialHelper
import Keyring

/// What the user may set, from the environment.
struct Settings {
    let timeLimits: TimeLimits

    init(_ environment: [String: String]) throws(HelperError) {
        let name = "DOCKER_CREDENTIAL_PAT_TIMEOUT"
        guard let text = environment[name], !text.isEmpty else {
            timeLimits = TimeLimits()
            return
        }
        guard let limits = TimeLimits(text) else {
            throw .setting(name: name, expected: "a number of seconds from 1 to 3600, or two such with a comma")
        }
        timeLimits = limits
    }
}
