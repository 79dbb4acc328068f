import Glibc

/// The systemd that runs this user's services and timers, as far as `setup` needs it.
struct UserManager {
    /// Where this user's own units are (systemd.unit(5), "Unit File Load Path").
    let directory: String
    /// `nil` where none runs, as in a container or after `su`.
    private let systemctl: String?
    private let seconds: Int

    /// `nil` when the environment does not say where a user's units would be.
    init?(_ environment: [String: String], seconds: Int) {
        guard let configuration = try? BaseDirectory.config.base(in: environment) else { return nil }
        directory = "\(configuration)/systemd/user"
        // systemctl speaks to this socket.
        let socket = environment["XDG_RUNTIME_DIR"].map { "\($0)/systemd/private" }
        let isRunning = socket.map { access($0, F_OK) == 0 } == true
        systemctl = isRunning ? SearchPath(environment).program(named: "systemctl") : nil
        self.seconds = seconds
    }

    var isRunning: Bool { systemctl != nil }

    /// Where `enable` puts its link.
    var enabledTimer: String { "\(directory)/timers.target.wants/\(ReminderUnits.timerName)" }

    func call(_ words: String...) throws(SetupError) {
        guard let systemctl else { throw .noUserManager }
        do throws(ChildProgram.Failure) {
            _ = try ChildProgram(path: systemctl, arguments: ["--user", "--quiet", "--no-ask-password"] + words)
                .run(seconds: seconds)
        } catch {
            // Its own words are on standard error.
            throw .reminders(problem: "systemctl --user \(words.joined(separator: " ")) failed")
        }
    }
}
