import TestSupport
import Testing

@Suite("What doctor --fix does to the encrypted file")
struct DoctorFileFixTests {
    private let machine: HeadlessMachine

    /// Three items of one server, of which two are another program's; one of another, and one of another profile.
    init() throws {
        machine = try HeadlessMachine()
        #expect(try machine.store("quay.io", as: "ann", secret: "the secret of ann").status == 0)
        let work = DockerCredential(server: "ghcr.io", username: "worker", secret: "the secret of worker")
        let profile = ["DOCKER_CREDENTIAL_PAT_PROFILE": "work"]
        #expect(try machine.helper("store", input: work.json, and: profile).status == 0)
        for username in ["oldest", "old", "new"] {
            let credential = DockerCredential(
                server: "ghcr.io",
                username: username,
                secret: "the secret of \(username)"
            )
            try SecretTool.store(credential, in: machine.libsecretEnvironment)
        }
    }

    private func secret(of server: String, in profile: String = "default") throws -> String {
        try machine.helper("get", "--profile", profile, server).credential.secret
    }

    private func fix(answering keys: String) throws -> String {
        try TerminalUser.run(
            "\(HelperBinary.path) doctor --fix --only items,accounts",
            replies: [.init(to: "[y/N]", keys: keys + #"\n"#)],
            in: machine.environment
        ).outputText
    }

    @Test("Several items of one server are told, and those that never answer are removed")
    func mended() throws {
        let told = "problem: ghcr.io has 3 items, for new, old, oldest: get answers for new"
        #expect(try HelperBinary.doctor("items", in: machine.environment)["items"] == [told])
        let shown = try fix(answering: "y")
        let question = "ghcr.io has 3 items, and get answers for new: remove those that never answer (old, oldest)?"
        #expect(shown.contains(question), "\(shown)")
        #expect(shown.contains("removed from ghcr.io: old, oldest\r\n"))
        #expect(shown.contains("all is well") && !shown.contains("the secret of"))
        for username in ["oldest", "old"] {
            let attributes = ["server": "ghcr.io", "username": username]
            #expect(try SecretTool.lookup(attributes, in: machine.libsecretEnvironment) == "")
        }
        try expectOthersKept()
    }

    @Test("Who declines keeps everything, byte for byte")
    func declined() throws {
        let before = try machine.contents
        #expect(try fix(answering: "n").contains("1 problem"))
        #expect(try machine.contents == before)
        try expectOthersKept()
    }

    private func expectOthersKept(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let kept = [try secret(of: "ghcr.io"), try secret(of: "quay.io"), try secret(of: "ghcr.io", in: "work")]
        let expected = ["the secret of new", "the secret of ann", "the secret of worker"]
        #expect(kept == expected, sourceLocation: sourceLocation)
    }
}
