/// Why `setup` cannot go on. Of what it changes, nothing is lost by it.
package enum SetupError: Error, Equatable {
    /// A client's configuration file.
    case clientFile(path: String, ClientFileError)
    /// Another credential helper; `problem` is in our words.
    case otherHelper(name: String, problem: String)
    case notTakenOver(count: Int, from: String)
    /// The keyring has taken the credential, and then another answer.
    case notKept(server: String)
    /// No systemd runs this user's timers.
    case noUserManager
    case reminders(problem: String)
    /// A profile's link, or what is to be copied into it.
    case profile(problem: String)
    /// Somebody has to agree, and nobody can be asked.
    case noConsent
    case unanswered(seconds: Int)

    var message: String {
        switch self {
        case .clientFile(let path, let error): "\(path): \(error.message)"
        case .otherHelper(let name, let problem): "docker-credential-\(name): \(problem)"
        case .notTakenOver(1, let name): "one credential of docker-credential-\(name) was not taken over"
        case .notTakenOver(let count, let name):
            "\(count) credentials of docker-credential-\(name) were not taken over"
        case .notKept(let server): "the keyring did not keep the credential of \(server.printableName)"
        case .noUserManager: "nothing can remind daily: no systemd runs timers for this user here"
        case .reminders(let problem), .profile(let problem): problem
        case .noConsent: "there is no terminal to ask on whether to go on"
        case .unanswered(let seconds): "nobody answered within \(seconds) s"
        }
    }

    var hint: Hint? {
        switch self {
        case .clientFile(_, .json), .clientFile(_, .wrongType), .clientFile(_, .ambiguous):
            "nothing was changed; mend it, or move it away"
        case .clientFile(_, .foreignOwner): "see who made it: a docker run by sudo may have"
        case .clientFile(_, .restless), .clientFile(_, .busy): "see which one, and try again"
        case .clientFile: nil
        case .otherHelper: nil
        case .notTakenOver: "no client's file was changed; erase there what is of no use, or choose with --registry"
        case .notKept: "nothing was taken out of any file; look at the keyring's log"
        case .noUserManager: "have cron or the like run '\(command: "status --notify")' once a day"
        case .reminders, .profile: nil
        case .noConsent: "--yes goes on without asking; --dry-run shows what it would do"
        case .unanswered: "DOCKER_CREDENTIAL_PAT_TIMEOUT sets the limit"
        }
    }
}
