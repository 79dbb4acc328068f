import Testing

@testable import CredentialHelper

@Suite("doctor: the settings")
struct SettingsCheckTests {
    private var machine: TestMachine

    init() throws {
        machine = try TestMachine()
    }

    private var findings: [Finding] { machine.findings(of: SettingsCheck.self) }

    @Test("Where they come from")
    mutating func places() throws {
        #expect(findings == [.ok("nothing is set: the defaults hold")])
        let file = try machine.write("{}", to: "home/.config/docker-credential-pat/config.json")
        machine.environment["DOCKER_CREDENTIAL_PAT_TIMEOUT"] = "5"
        #expect(findings == [.ok("from \(file), DOCKER_CREDENTIAL_PAT_TIMEOUT")])
    }

    @Test("One that ends every verb is a problem, one that only concerns warnings a note; both are looked beyond")
    mutating func wrong() {
        machine.environment["DOCKER_CREDENTIAL_PAT_KEYRING"] = "nonsense"
        #expect(findings.texts(.problem) == ["DOCKER_CREDENTIAL_PAT_KEYRING is not service or file"])
        #expect(machine.findings(of: KeyringCheck.self).map(\.level) == [.ok])
        machine.environment["DOCKER_CREDENTIAL_PAT_KEYRING"] = nil
        machine.environment["DOCKER_CREDENTIAL_PAT_WARN"] = "nonsense"
        #expect(findings.map(\.level) == [.note])
        #expect(findings.first?.text.hasPrefix("DOCKER_CREDENTIAL_PAT_WARN is not ") == true)
    }

    @Test(
        "A name that is no setting's, with the one that was meant",
        arguments: [
            ("warn_withn", "did you mean warn_within?"), ("Keyrng", "did you mean keyring?"),
            ("profile", "it is for the environment alone: DOCKER_CREDENTIAL_PAT_PROFILE"),
            (
                "colour",
                "its settings are keyring, password_file, plain_session, timeout, warn, warn_within and on_expired"
            ),
        ]
    )
    func unknown(_ name: String, hint: String) throws {
        let path = "home/.config/docker-credential-pat/config.json"
        let file = try machine.write(#"{"\#(name)": {"a": [1]}, "warn": "always"}"#, to: path)
        #expect(findings == [.note("\(file): there is no setting \(name)", hint: hint)])
    }

    @Test("Of many such names the first few are told")
    func manyUnknown() throws {
        let text = "{" + (0..<100).map { #""x\#($0)": 1"# }.joined(separator: ",") + "}"
        try machine.write(text, to: "home/.config/docker-credential-pat/config.json")
        #expect(findings.count == 5)
    }

    @Test("A settings file that cannot be read as one", arguments: ["{", "[]", #"{"keyring": 1}"#])
    mutating func broken(_ text: String) throws {
        let file = try machine.write(text, to: "home/.config/docker-credential-pat/config.json")
        #expect(findings.map(\.level) == [.problem])
        #expect(findings.first?.text.contains(file) == true)
    }
}
