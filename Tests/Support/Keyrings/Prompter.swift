/// A display on which GNOME's prompter shows its window, with a person before it, played by xdotool.
package final class Prompter: Sendable {
    package enum Person: Sendable {
        /// Types the password, so many seconds after the window has come.
        case types(String, after: Int = 0)
        /// Types a wrong password, and then gives up.
        case typesWrongly
        /// Chooses the password of a new keyring.
        case chooses(String)
        case presses(key: String)
        case ignores
    }

    /// The prompter as services of a session bus.
    package static let services = [
        "org.gnome.keyring.SystemPrompter": "/usr/libexec/gcr-prompter",
        "org.gnome.keyring.PrivatePrompter": "/usr/libexec/gcr-prompter",
    ]

    /// Not by its name: the window that asks for a new keyring's password has none.
    package static let findWindow = "xdotool search --onlyvisible --class Gcr-prompter"

    /// Waits until it asks.
    package func waitForWindow() throws {
        try poll { try Command.run(["sh", "-c", Self.findWindow], environment: ["DISPLAY": display]).status == 0 }
    }

    /// The value of `DISPLAY`.
    package var display: String { screen.name }
    private let screen: VirtualDisplay
    private let person: BackgroundProcess?

    package init(_ person: Person) throws {
        try DebianPackage.require("xdotool", from: "xdotool")
        try DebianPackage.require("../libexec/gcr-prompter", from: "gcr")
        screen = try VirtualDisplay()
        // The window must have the focus, and has no window manager to give it.
        let answer =
            switch person {
            case .types(let text, let seconds): "sleep \(seconds); xdotool type '\(text)'; xdotool key Return"
            case .typesWrongly: "xdotool type wrong; xdotool key Return; sleep 0.5; xdotool key Escape"
            case .chooses(let text):
                "xdotool type '\(text)'; xdotool key Tab; xdotool type '\(text)'; xdotool key Return"
            case .presses(let key): "xdotool key \(key)"
            case .ignores: nil as String?
            }
        guard let answer else {
            self.person = nil
            return
        }
        let script = """
            while :; do
                window=$(\(Self.findWindow) 2>/dev/null | tail -1)
                if [ -n "$window" ]; then
                    sleep 0.3
                    xdotool windowfocus "$window"
                    \(answer)
                    sleep 0.3
                fi
                sleep 0.05
            done
            """
        self.person = try BackgroundProcess(["sh", "-c", script], environment: ["DISPLAY": screen.name])
    }

    deinit {
        person?.stop()
        screen.stop()
    }
}
