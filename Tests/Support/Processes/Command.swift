package import Foundation

/// A program run to its end, with everything it wrote.
package struct Command {
    /// Its exit status, or the number of the signal that killed it.
    package let status: Int32
    package let output: Data
    package let error: Data

    package var outputText: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: error, as: UTF8.self) }

    /// Runs a program and waits for it.
    /// - Parameters:
    ///   - command: the program (a path, or a name on PATH) and its arguments.
    ///   - limit: seconds after which it is killed.
    package static func run(
        _ command: [String],
        input: Data = Data(),
        environment: [String: String] = [:],
        limit: Double = 60
    ) throws -> Command {
        let (output, error) = (try ScratchFile(), try ScratchFile())
        let process = try ChildProcess(
            command,
            input: .scratch(ScratchFile(input)),
            output: .scratch(output),
            error: .scratch(error),
            environment: environment
        )
        let status =
            switch process.wait(killingAfter: limit) {
            case .exited(let status): status
            case .killed(let signal, _): signal
            }
        return Command(status: status, output: output.contents, error: error.contents)
    }
}
