// A plain `swift build` of the whole package builds this target, too, and has no Testing to import.
#if canImport(Testing)
    package import Testing

    /// Gives a suite one keyring session, started before its first test and stopped after its last.
    package struct KeyringSessionTrait: SuiteTrait, TestScoping {
        @TaskLocal package static var session: KeyringSession?

        package func provideScope(
            for test: Test,
            testCase: Test.Case?,
            performing function: @Sendable () async throws -> Void
        ) async throws {
            let session = try KeyringSession()
            try await Self.$session.withValue(session, operation: function)
            session.stop()
        }
    }

    extension Trait where Self == KeyringSessionTrait {
        package static var keyringSession: Self { KeyringSessionTrait() }
    }
#endif
