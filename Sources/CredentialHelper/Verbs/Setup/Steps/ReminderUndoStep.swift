import Glibc

/// Ends the daily reminders, and takes away the units that `setup` has written. Those of a package stay.
struct ReminderUndoStep: SetupStep {
    private let manager: UserManager?
    private let paths: [String]

    var needsConsent: Bool { true }

    init(_ context: SetupContext) {
        manager = UserManager(context.environment, seconds: context.settings.timeLimits.call)
        guard let manager else {
            paths = []
            return
        }
        var status = stat()
        let link = lstat(manager.enabledTimer, &status) == 0 ? [manager.enabledTimer] : []
        let units = [ReminderUnits.timerName, ReminderUnits.serviceName].map { "\(manager.directory)/\($0)" }
        paths = link + units.filter { ReminderFile($0).isOwn }
    }

    var sections: [SetupSection] {
        [SetupSection(heading: "reminders: systemd", actions: paths.map { "remove \($0)" })]
    }

    func run(_ dialogue: SetupDialogue) throws {
        guard let manager else { return }
        // Without a manager there is nothing to stop.
        if manager.isRunning { try manager.call("stop", ReminderUnits.timerName) }
        for path in paths where unlink(path) != 0 && errno != ENOENT {
            throw SetupError.reminders(problem: "\(path): \(SystemError.last.text)")
        }
        if manager.isRunning { try manager.call("daemon-reload") }
    }
}
