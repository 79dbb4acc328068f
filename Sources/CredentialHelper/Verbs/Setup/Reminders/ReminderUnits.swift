/// What systemd is given to run `status --notify` daily (systemd.service(5), systemd.timer(5)). A package has the same
/// two files, for the program that it installs.
enum ReminderUnits {
    static let serviceName = "docker-credential-pat.service"
    static let timerName = "docker-credential-pat.timer"

    /// The first line of what `setup` writes, so that it can be told from what somebody else has put there.
    static let mark = "# Made by docker-credential-pat setup --remind\n"

    /// - Parameter program: an absolute path, such as systemd takes.
    static func service(running program: String) -> String {
        """
        [Unit]
        Description=Remind of registry tokens that expire
        Documentation=man:docker-credential-pat(1)

        [Service]
        Type=oneshot
        ExecStart=\(quoted(program)) status --notify
        # Something expires, or has expired: no failure of this service.
        SuccessExitStatus=3 4

        """
    }

    /// Some minutes after the login, when the desktop is there to show it; and daily, for whoever stays logged in.
    static let timer = """
        [Unit]
        Description=Remind of registry tokens that expire, daily
        Documentation=man:docker-credential-pat(1)

        [Timer]
        OnStartupSec=3min
        OnCalendar=*-*-* 09:00

        [Install]
        WantedBy=timers.target

        """

    /// Whether systemd takes this path as a program's: it refuses quotation marks, backslashes and control characters.
    static func canRun(_ program: String) -> Bool {
        program.unicodeScalars.allSatisfy { !"\"'\\\u{7F}".unicodeScalars.contains($0) && $0.value >= 0x20 }
    }

    /// A path as one word of a command line (systemd.unit(5), "Specifiers"). In the program's name, a `$` is no
    /// variable.
    private static func quoted(_ path: String) -> String {
        let escaped = path.reduce(into: "") { $0 += $1 == "%" ? "%%" : String($1) }
        return escaped.contains(" ") ? "\"\(escaped)\"" : escaped
    }
}
