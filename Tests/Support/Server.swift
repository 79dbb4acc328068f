package import Foundation

/// A program that runs until its test is over, and is then stopped by its pid.
// Sendable: all that changes is whether the process still runs, and Foundation guards that.
package final class Server: @unchecked Sendable {
    private let process = Process()
    private let name: String
    private let log: String
    package var pid: Int32 { process.processIdentifier }

    /// - Parameter log: the file that what it writes goes to.
    package init(
        _ program: String,
        _ arguments: [String],
        input: Data? = nil,
        environment: [String: String],
        log: String
    ) throws {
        name = program
        self.log = log
        try Data().write(to: URL(fileURLWithPath: log))
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = environment.merging(["PATH": Command.searchPath]) { given, _ in given }
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardOutput = output
        process.standardError = output
        let pipe = Pipe()
        process.standardInput = pipe
        try process.runUnmasked()
        LastWill.shared.add(.process(pid: pid))
        if let input { pipe.fileHandleForWriting.write(input) }
        try pipe.fileHandleForWriting.close()
    }

    deinit {
        stop()
    }

    package func stop() {
        defer { LastWill.shared.remove(.process(pid: pid)) }
        guard process.isRunning else { return }
        kill(pid, SIGTERM)
        kill(pid, SIGCONT)
        for _ in 0..<500 where process.isRunning { usleep(20_000) }
        if process.isRunning { kill(pid, SIGKILL) }
        process.waitUntilExit()
    }

    package var logText: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// Waits until `isReady`, for at most `limit` seconds.
    package func waitUntil(limit: Double = 30, _ isReady: () throws -> Bool) throws {
        let end = Date() + limit
        while try !isReady() {
            guard process.isRunning, Date() < end else { throw NotReady(server: name, log: logText) }
            usleep(10_000)
        }
    }

    package struct NotReady: Error, CustomStringConvertible {
        let server: String
        let log: String

        /// With the end of the log, where the reason is.
        package var description: String { "\(server) did not get ready:\n…\(log.suffix(2000))" }
    }
}
