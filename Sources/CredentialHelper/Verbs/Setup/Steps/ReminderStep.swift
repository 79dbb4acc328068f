import Glibc

/// Has systemd run `status --notify` daily: by the units that a package has brought, else by units of the user's own.
struct ReminderStep: SetupStep {
    /// Where a package puts them, and the program that they run.
    private static let packagedDirectory = "/usr/lib/systemd/user"
    private static let packagedProgram = "/usr/bin/docker-credential-pat"

    private let manager: UserManager
    /// The files to write, by their paths.
    private let files: [(path: String, text: String)]
    private let isEnabled: Bool

    var needsConsent: Bool { true }

    init(_ context: SetupContext) throws {
        let limits = context.settings.timeLimits
        guard let manager = UserManager(context.environment, seconds: limits.call), manager.isRunning else {
            throw SetupError.noUserManager
        }
        if let directory = FileOwner.foreignDirectory(of: manager.enabledTimer) {
            throw SetupError.reminders(problem: "\(directory) belongs to somebody else: nothing is made in it")
        }
        self.manager = manager
        guard let program = SearchPath(context.environment).ownProgram else {
            let problem = "the system does not tell where this program is, which systemd would have to run"
            throw SetupError.reminders(problem: problem)
        }
        guard ReminderUnits.canRun(program) else {
            throw SetupError.reminders(problem: "systemd takes no program with such a path: \(program)")
        }
        let packaged = "\(Self.packagedDirectory)/\(ReminderUnits.timerName)"
        if linkTarget(of: program) == Self.packagedProgram, access(packaged, R_OK) == 0 {
            files = []
        } else {
            files = [
                (
                    "\(manager.directory)/\(ReminderUnits.serviceName)",
                    ReminderUnits.mark + ReminderUnits.service(running: program)
                ),
                ("\(manager.directory)/\(ReminderUnits.timerName)", ReminderUnits.mark + ReminderUnits.timer),
            ].filter { path, text in ReminderFile(path).text?.sameBytes(as: text) != true }
        }
        for (path, _) in files where ReminderFile(path).isForeign {
            throw SetupError.reminders(problem: "\(path) is there already, and not made by setup")
        }
        isEnabled = access(manager.enabledTimer, F_OK) == 0
    }

    var sections: [SetupSection] {
        var section = SetupSection(heading: "reminders: systemd, in \(manager.directory)")
        section.actions = files.map { "write \($0.path)" }
        if !isEnabled { section.actions.append("have \(ReminderUnits.timerName) run status --notify daily") }
        return [section]
    }

    func run(_ dialogue: SetupDialogue) throws {
        do throws(FileError) {
            if !files.isEmpty { try makeDirectories(manager.directory) }
            for (path, text) in files {
                var text = text
                try replaceFile(at: path, with: text.withUTF8(Secret.init))
            }
        } catch {
            throw SetupError.reminders(problem: "\(error.path): \(error.reason.text)")
        }
        try manager.call("daemon-reload")
        try manager.call("enable", "--now", ReminderUnits.timerName)
        try dialogue.say("reminds of tokens that expire, daily: systemctl --user list-timers shows when")
    }
}
