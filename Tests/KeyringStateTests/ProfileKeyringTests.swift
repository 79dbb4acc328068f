import Foundation
import TestSupport
import Testing

@Suite("Profiles in a real keyring")
struct ProfileKeyringTests {
    private let session: KeyringSession
    /// With the helper on PATH, by its own name.
    private let environment: [String: String]

    init() throws {
        session = try KeyringSession()
        let bin = session.directory / "home/bin"
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: bin + "/docker-credential-pat",
            withDestinationPath: HelperBinary.path
        )
        environment = session.environment.setting(["PATH": "\(bin):\(SearchPath.system)"])
    }

    private func run(_ words: String..., input: String = "", in more: [String: String] = [:]) throws -> Command {
        try HelperBinary.run(words, input: input, in: environment.setting(more))
    }

    private func store(_ server: String, as username: String, in profile: String, expiring: String = "") throws {
        let request = #"{"ServerURL":"\#(server)","Username":"\#(username)","Secret":"the secret of \#(username)"}"#
        let ran = try run(
            "store",
            input: request,
            in: ["DOCKER_CREDENTIAL_PAT_PROFILE": profile, "DOCKER_CREDENTIAL_PAT_EXPIRES": expiring]
        )
        #expect(ran.status == 0, "\(ran.errorText)")
    }

    @Test("setup copies a credential into a new profile, with its expiry, and it is that profile's own from then on")
    func copying() throws {
        try store("ghcr.io", as: "octocat", in: "default", expiring: "2099-03-01")
        let copy = ["setup", "--profile", "work", "--copy-from", "default", "https://ghcr.io", "--yes"]
        let ran = try HelperBinary.run(copy, in: environment)
        #expect(ran.status == 0, "\(ran.errorText)")
        #expect(ran.outputText.hasSuffix("copied ghcr.io (octocat)\n"), "\(ran.outputText)")

        let link = session.directory / "home/bin/docker-credential-pat-work"
        let answer = try Command.run([link, "get", "ghcr.io"], environment: environment)
        #expect(
            try answer.credential
                == DockerCredential(server: "ghcr.io", username: "octocat", secret: "the secret of octocat")
        )
        #expect(
            try Command.run([link, "expires", "ghcr.io"], environment: environment).outputText.hasPrefix("2099-03-01T")
        )

        // Done again, there is nothing to do; another secret there is not overwritten unasked.
        #expect(try HelperBinary.run(copy, in: environment).outputText.hasSuffix("nothing to do\n"))
        try store("ghcr.io", as: "employee", in: "work")
        let kept = try HelperBinary.run(copy, in: environment)
        #expect(kept.errorText.contains("the profile work has another credential (employee)"), "\(kept.errorText)")
        #expect(try run("get", "--profile", "work", "ghcr.io").outputText.contains("employee"))
        #expect(try run("get", "ghcr.io").outputText.contains("octocat"))
        #expect(try run("erase", "ghcr.io", "--profile", "work").status == 0)
        #expect(try run("get", "ghcr.io").outputText.contains("octocat"))
    }

    @Test("Of a locked keyring nothing is copied, and nothing made")
    func copyingLocked() throws {
        try store("ghcr.io", as: "octocat", in: "default")
        try session.restartKeyring(.locked)
        let ran = try run("setup", "--profile", "work", "--copy-from", "default", "ghcr.io", "--yes")
        #expect(ran.status == 1)
        #expect(ran.errorText.contains("the keyring is locked, and nothing can ask for its password"))
        try session.restartKeyring(.unlocked)
        #expect(try run("list", "--profile", "work").outputText == "{}\n")
    }

    @Test("doctor looks into each profile, and names the one in which something is wrong")
    func doctor() throws {
        func examine() throws -> DoctorAnswer {
            try HelperBinary.doctor("items", "accounts", "tokens", in: environment)
        }
        try store("ghcr.io", as: "octocat", in: "default")
        try store("ghcr.io", as: "employee", in: "work", expiring: "1d")
        let soon = try examine()
        #expect(soon["items"] == ["ok: 2 servers, one item for each"])
        #expect(soon["accounts"] == ["ok: names of the same server are of the same account"])
        #expect(soon["tokens"].count == 1)
        #expect(soon["tokens"].first?.hasPrefix("note: profile work: the token for ghcr.io (…) expires in ") == true)
        #expect(soon.problems == 0 && soon.complete)

        // The same names with other accounts are nothing wrong where they are in two profiles, only in one.
        try store("docker.io", as: "ann", in: "default")
        try store("https://index.docker.io/v1/", as: "bob", in: "work")
        #expect(try examine().problems == 0)
        try store("docker.io", as: "zoe", in: "work")
        let problem = "problem: profile work: these mean the same server, for different accounts: "
        let found = try examine()
        #expect(found.problems == 1)
        #expect(found["accounts"].count == 1 && found["accounts"].first?.hasPrefix(problem) == true, "\(found)")

        try session.restartKeyring(.locked)
        #expect(try examine()["tokens"].contains { $0.hasPrefix("note: not looked at: the keyring is locked") })
    }
}
