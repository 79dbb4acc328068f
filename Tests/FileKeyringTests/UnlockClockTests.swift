import Foundation
import TestSupport
import Testing

@Suite("unlock, while the calendar clock is set")
struct UnlockClockTests {
    private let machine: HeadlessMachine
    private let helper = HelperBinary.path

    init() throws {
        machine = try HeadlessMachine(.none, setting: nil)
    }

    /// What a shell needs for a program that is told by a file what time it is (libfaketime).
    private static let movableClock = """
        set_clock() { echo "$1" >"$HOME/clock"; }
        set_clock +0
        export FAKETIME_TIMESTAMP_FILE="$HOME/clock" FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1
        with_clock() { faketime -f +0 env -u FAKETIME "$@"; }
        year() { with_clock date +%Y; }
        first=$(year)
        when_asked() { until stty -a </dev/tty | grep -q ' -echo '; do sleep 0.05; done; }

        """

    /// Runs a script on a terminal.
    private func onTerminal(_ script: String, replies: TerminalUser.Reply...) throws -> Command {
        let file = machine.directory / "script"
        try Data((Self.movableClock + script).utf8).write(to: URL(fileURLWithPath: file))
        return try TerminalUser.run("sh \(file)", replies: replies, in: machine.environment)
    }

    @Test("Set forward: it goes on waiting")
    func forward() throws {
        // In a second it looks at its clock five times.
        let ran = try onTerminal(
            """
            (when_asked; set_clock +800d; sleep 1; echo "years later: $(($(year) - first))") &
            export DOCKER_CREDENTIAL_PAT_TIMEOUT=10,60
            with_clock \(helper) unlock --timeout 5m
            """,
            replies: .init(to: "years later: ", keys: #"whole\n"#),
            .init(to: "The same once more: ", keys: #"whole\n"#)
        )
        #expect(ran.outputText.contains("unlocked for 5 minutes"), "\(ran.outputText)")
        #expect(!ran.outputText.contains("years later: 0"))
    }

    @Test("Set back: it ends at the limit all the same")
    func back() throws {
        let ran = try onTerminal(
            """
            (when_asked; set_clock -800d; echo "years earlier: $((first - $(year)))") &
            export DOCKER_CREDENTIAL_PAT_TIMEOUT=10,3
            with_clock \(helper) unlock
            """
        )
        #expect(ran.status == 1 && ran.outputText.contains("nobody typed a password within 3 s"), "\(ran.outputText)")
        #expect(ran.outputText.contains("years earlier: ") && !ran.outputText.contains("years earlier: 0"))
    }
}
