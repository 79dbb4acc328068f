import CredentialHelper
import Glibc
import Issuers
import Keyring
import PersonalAccessToken

/// The program: the helper, over this process's streams, environment and clock, and over the keyrings
/// of this machine and those who can be asked on the network.
enum Program {
    static let version = "0.1.0"

    static func run() -> Never {
        ProcessHardening.apply()
        LogRouting.keepOffStandardOutput()
        LibraryFailure.catchAbort()
        StandardConsole.openMissingStreams()
        // A limit on the size of files is no reason to die: what cannot be written is an error like any other.
        signal(SIGXFSZ, SIG_IGN)

        let environment = ProcessInput.environment
        let keyrings = SystemKeyrings(environment: environment, isClientGone: StandardConsole.isClientGone)
        let helper = Helper(
            console: StandardConsole(),
            version: version,
            environment: environment,
            now: { UnixTime(seconds: Int64(time(nil))) },
            keyrings: keyrings,
            online: NetworkServices(environment: environment, version: version),
            desktop: SessionDesktop(environment: environment, isClientGone: StandardConsole.isClientGone),
            invocation: Invocation(path: ProcessInput.program)
        )
        let status = helper.run(ProcessInput.arguments)
        // To take the connection to a keyring down in good order takes longer than to end the process, which does
        // the same.
        withExtendedLifetime(keyrings) { end(with: status) }
    }

    /// Ends the process, whatever it is still waiting for: a prompt must not be cancelled. It ends at once, without
    /// what the libraries do at their end, which takes a twentieth of a call's time; but leaks are looked for then.
    private static func end(with status: Int32) -> Never {
        #if SANITIZED
            exit(status)
        #else
            _exit(status)
        #endif
    }
}

// Not by `@main`: that would link Swift's concurrency, which is a tenth of the program and of no use to it.
Program.run()
