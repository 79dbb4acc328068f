package import Foundation

/// A program that runs beside a test, such as a daemon, and is stopped by its pid when the test is over.
package final class BackgroundProcess: Sendable {
    private let process: ChildProcess
    private let name: String
    private let log: ScratchFile
    package var pid: Int32 { process.pid }

    /// - Parameter command: the program (a path, or a name on PATH) and its arguments.
    package init(_ command: [String], input: Data = Data(), environment: [String: String]) throws {
        name = command[0]
        log = try ScratchFile()
        process = try ChildProcess(
            command,
            input: .scratch(ScratchFile(input)),
            output: .scratch(log),
            error: .scratch(log),
            environment: environment
        )
    }

    deinit {
        stop()
    }

    package var isRunning: Bool { process.isRunning }

    package func signal(_ signal: Int32) {
        process.signal(signal)
    }

    /// Ends it: it has ten seconds to tidy up.
    package func stop() {
        process.signal(SIGTERM)
        process.signal(SIGCONT)
        process.wait(killingAfter: 10)
    }

    /// All that it has written by now, on standard output and standard error.
    package var logText: String { log.text }

    /// Waits until `isReady`, for at most `limit` seconds.
    package func waitUntil(limit: Double = 30, _ isReady: () throws -> Bool) throws {
        var isReadyNow = false
        let isOver = try poll(limit: limit) {
            isReadyNow = try isReady()
            return isReadyNow || !process.isRunning
        }
        guard isOver, isReadyNow else { throw NotReady(program: name, log: logText) }
    }

    package struct NotReady: Error, CustomStringConvertible {
        let program: String
        let log: String

        /// With the end of the log, where the reason is.
        package var description: String { "\(program) did not get ready:\n…\(log.suffix(2000))" }
    }
}
