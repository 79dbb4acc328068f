import Foundation

/// Programs that tests make, to be run. A process of its own writes them: what is open for writing cannot be run
/// (`ETXTBSY`), and whatever another test starts has all that is open here for a moment, between its fork and its exec.
package enum TestProgram {
    /// Makes a program of a shell's.
    package static func make(_ path: String, script: String) throws {
        let text = Data("#!/bin/sh\n\(script)\n".utf8)
        try succeed(["sh", "-c", #"cat >"$1" && chmod 755 "$1""#, "sh", path], input: text)
    }

    package static func copy(_ program: String, to path: String) throws {
        try succeed(["cp", "--preserve=mode", "--", program, path])
    }

    private static func succeed(_ command: [String], input: Data = Data()) throws {
        let ran = try Command.run(command, input: input, environment: ["PATH": SearchPath.system])
        guard ran.status == 0 else { throw NotMade(output: ran.errorText) }
    }

    private struct NotMade: Error {
        let output: String
    }
}
