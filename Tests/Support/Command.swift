package import Foundation

/// A program run to its end, with everything it wrote.
package struct Command {
    package let status: Int32
    package let output: Data
    package let error: Data

    package var outputText: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: error, as: UTF8.self) }

    /// Runs `program` (a path, or a name looked up on PATH) and waits for it.
    /// - Parameter limit: seconds after which it is killed; its status is then that of SIGKILL, 9.
    package static func run(
        _ program: String,
        _ arguments: [String] = [],
        input: Data = Data(),
        environment: [String: String] = [:],
        limit: Double = 60
    ) throws -> Command {
        // Files, not pipes: a program that writes much can't block, and one that leaves a child behind can't either.
        let place = try TemporaryDirectory()
        let (inputFile, outputFile, errorFile) = (place / "in", place / "out", place / "err")
        try input.write(to: URL(fileURLWithPath: inputFile))
        for file in [outputFile, errorFile] { try Data().write(to: URL(fileURLWithPath: file)) }

        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = environment.merging(["PATH": searchPath]) { given, _ in given }
        let streams = (
            input: FileHandle(forReadingAtPath: inputFile), output: FileHandle(forWritingAtPath: outputFile),
            error: FileHandle(forWritingAtPath: errorFile)
        )
        process.standardInput = streams.input
        process.standardOutput = streams.output
        process.standardError = streams.error
        // Foundation keeps a process that has ended, and its streams with it; with a thousand files open it crashes.
        defer { for stream in [streams.input, streams.output, streams.error] { try? stream?.close() } }
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.runUnmasked()
        let pid = process.processIdentifier
        LastWill.shared.add(.process(pid: pid))
        defer { LastWill.shared.remove(.process(pid: pid)) }
        if ended.wait(timeout: .now() + limit) == .timedOut {
            kill(pid, SIGKILL)
            ended.wait()
        }
        return Command(
            status: process.terminationStatus,
            output: try Data(contentsOf: URL(fileURLWithPath: outputFile)),
            error: try Data(contentsOf: URL(fileURLWithPath: errorFile))
        )
    }

    /// The system's own programs before any that a user's machine has of the same name.
    package static let searchPath = "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin"
}

/// A directory of a test's own, removed when nobody holds it any longer.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws {
        path = NSTemporaryDirectory() + "docker-credential-pat-test-" + UUID().uuidString
        LastWill.shared.add(.directory(path: path))
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        LastWill.shared.remove(.directory(path: path))
    }

    package static func / (directory: TemporaryDirectory, name: String) -> String { "\(directory.path)/\(name)" }
}

extension Process {
    /// Runs with no signal blocked. A child inherits the mask of the thread that starts it, and the threads on which
    /// tests run block nearly all: a server would not hear SIGTERM.
    func runUnmasked() throws {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}
