import Foundation

/// Somebody at a terminal (`script`, from util-linux), who answers when asked.
package enum Typist {
    /// Runs a command of a shell's on a terminal of its own. Each answer is typed once its prompt has been written.
    /// - Returns: the status, and as output all that the terminal showed.
    package static func run(
        _ command: String,
        _ answers: [(prompt: String, answer: String)],
        in environment: [String: String]
    ) throws -> Command {
        let directory = try TemporaryDirectory()
        let log = directory / "log"
        var script = "exec 3>&1\n{ "
        for (index, (prompt, answer)) in answers.enumerated() {
            // A prompt may come twice.
            let times = answers[...index].count { $0.prompt == prompt }
            script += """
                tries=300
                until [ "$(grep -aoF '\(prompt)' '\(log)' 2>/dev/null | wc -l)" -ge \(times) ] || [ $tries = 0 ]; do
                    sleep 0.05; tries=$((tries - 1))
                done
                printf '\(answer)'

                """
        }
        // At the end of its input `script` would end the terminal's, too.
        script += "until grep -qaF 'DONE WITH STATUS' '\(log)' 2>/dev/null; do sleep 0.05; done; } |"
        script += #" script -qefc '{ "# + command + #"; }; status=$?; printf "DONE %s STATUS" WITH; exit $status' '"#
        script += "\(log)' >/dev/null"
        let ran = try Command.run(["sh", "-c", script], environment: environment)
        let shown = try Data(contentsOf: URL(fileURLWithPath: log))
        return Command(status: ran.status, output: shown, error: ran.error)
    }
}
