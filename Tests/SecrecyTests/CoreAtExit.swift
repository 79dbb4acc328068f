import Foundation
import TestSupport
import Testing

/// The helper's whole memory as it ends, seen with a debugger's eyes: root may look where others may not.
enum CoreAtExit {
    /// Runs the helper up to its last system call, and writes its memory to the file `core`.
    /// - Parameters:
    ///   - arguments: the helper's, as a shell reads them.
    ///   - input: the file that it reads, `output` the one that it writes.
    static func write(
        to core: String,
        arguments: String,
        input: String,
        output: String,
        in environment: [String: String]
    ) throws {
        try DebianPackage.require("gdb", from: "gdb")
        let commands = [
            "set debuginfod enabled off", "set confirm off", "set use-coredump-filter off",
            "set dump-excluded-mappings on", "set args \(arguments) < \(input) > \(output)",
            "catch syscall exit_group", "run", "generate-core-file \(core)", "kill",
        ]
        let ran = try Command.run(
            ["gdb", "-nx", "-batch"] + commands.flatMap { ["-ex", $0] } + [HelperBinary.path],
            environment: environment.setting(["SHELL": "/bin/sh"])
        )
        #expect(ran.outputText.contains("Saved corefile"), "\(ran.outputText)\(ran.errorText)")
    }
}
