import TestSupport
import Testing

/// Gives a whole suite one dockerd, which is stopped when the last of its tests has ended, however it ended.
struct DockerDaemonTrait: SuiteTrait, TestScoping {
    /// The `DOCKER_HOST` of the suite that runs.
    @TaskLocal static var host: String?

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing tests: @Sendable () async throws -> Void
    ) async throws {
        let daemon = try DockerDaemon()
        defer {
            #expect(throws: Never.self) {
                let isAllStopped = try daemon.stop()
                #expect(isAllStopped, "dockerd left its containerd running")
            }
        }
        try await Self.$host.withValue(daemon.host) { try await tests() }
    }
}

extension Trait where Self == DockerDaemonTrait {
    static var dockerDaemon: Self { DockerDaemonTrait() }
}
