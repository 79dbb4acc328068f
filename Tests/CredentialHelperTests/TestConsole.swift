import PersonalAccessToken
import TestSupport

@testable import CredentialHelper

/// Standard streams that a test fills and reads.
final class TestConsole: Console {
    var inputIsTerminal = false
    var outputIsTerminal = false
    var errorIsTerminal = false
    var outputWidth: Int?
    var input = ""
    private(set) var readCount = 0
    private(set) var output = ""
    private(set) var error = ""

    func readInput(limit: Int, seconds: () -> Int) throws(HelperError) -> Secret {
        readCount += 1
        guard input.utf8.count <= limit else { throw .inputTooLarge }
        return Secret(input)
    }

    func writeOutput(_ bytes: Secret) throws(HelperError) { output += bytes.text }
    func writeError(_ text: String) { error += text }

    /// What is typed when a password is asked for, one after the other.
    var typed: [String] = []
    private(set) var prompts: [String] = []

    func askLine(_ question: String, seconds: Int) throws(HelperError) -> String? {
        prompts.append(question)
        return typed.isEmpty ? nil : typed.removeFirst()
    }

    func askPassword(_ prompt: String, seconds: Int) throws(KeyringError) -> Secret {
        prompts.append(prompt)
        guard !typed.isEmpty else { throw .password(.noTerminal) }
        return Secret(typed.removeFirst())
    }
}

extension TestConsole {
    /// The time at which every test runs: 2027-01-01T00:00:00Z.
    static let now = UnixTime(seconds: 1_798_761_600)

    /// Runs the helper on these streams.
    func run(
        _ arguments: [String],
        input: String = "",
        over store: any CredentialStore,
        environment: [String: String] = [:],
        now: UnixTime = TestConsole.now,
        file: (any EncryptedKeyring)? = nil,
        examination: TestExamination? = nil,
        isServiceReachable: Bool = true,
        online: any OnlineServices = TestNetwork(),
        desktop: any Desktop = NoDesktop(),
        program: String = "docker-credential-pat"
    ) -> Int32 {
        self.input = input
        (output, error) = ("", "")
        let helper = Helper(
            console: self,
            version: "1.2.3",
            environment: environment,
            now: { now },
            keyrings: TestKeyrings(
                store: store,
                file: file,
                hasService: isServiceReachable,
                examination: examination
            ),
            online: online,
            desktop: desktop,
            invocation: Invocation(path: program)
        )
        return helper.run(arguments)
    }
}
