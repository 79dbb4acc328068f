import Foundation

/// A person at a terminal (`script`, from util-linux) who answers when asked.
package enum TerminalUser {
    /// What the person types once a prompt has been written.
    package struct Reply: Sendable {
        let prompt: String
        let keys: String

        /// - Parameter keys: as the shell's `printf` takes them: `\n`, and `\003` for Ctrl-C.
        package init(to prompt: String, keys: String) {
            self.prompt = prompt
            self.keys = keys
        }
    }

    /// What the terminal shows when the command has ended. It is not in the command line, which a terminal may show,
    /// too.
    private static let endMark = "DONE WITH STATUS"

    /// Runs a command of a shell's on a terminal of its own.
    /// - Returns: the status, and as output all that the terminal showed meanwhile.
    package static func run(
        _ command: String,
        replies: [Reply] = [],
        in environment: [String: String]
    ) throws -> Command {
        let directory = try TemporaryDirectory()
        let log = directory / "log"
        var script = "{ "
        for (index, reply) in replies.enumerated() {
            // A prompt may come twice.
            let times = replies[...index].count { $0.prompt == reply.prompt }
            script += """
                tries=300
                until [ "$(grep -aoF '\(reply.prompt)' '\(log)' 2>/dev/null | wc -l)" -ge \(times) ] || [ $tries = 0 ]; do
                    sleep 0.05; tries=$((tries - 1))
                done
                printf '\(reply.keys)'

                """
        }
        // At the end of its input `script` would end the terminal's, too, before the command has ended.
        script += "until grep -qaF '\(endMark)' '\(log)' 2>/dev/null; do sleep 0.05; done; } |"
        script += #" script -qefc '{ "# + command + #"; }; status=$?; printf "DONE %s STATUS" WITH; exit $status' '"#
        script += "\(log)' >/dev/null"
        let ran = try Command.run(["sh", "-c", script], environment: environment)
        var shown = try Data(contentsOf: URL(fileURLWithPath: log))
        // The first line is `script`'s own, with the command in it.
        shown = shown.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
        let end = shown.firstRange(of: Data(endMark.utf8))?.lowerBound ?? shown.endIndex
        return Command(status: ran.status, output: Data(shown[..<end]), error: ran.error)
    }
}
