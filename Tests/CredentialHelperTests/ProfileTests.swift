import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Profiles")
struct ProfileTests {
    private let console = TestConsole()
    private let store = InMemoryStore()
    private let work = Profile("work")!

    private func keep(_ secret: String, in profile: Profile, expiry: Expiry = .unknown) throws {
        let secret = Secret(secret)
        let credential = Credential(server: "ghcr.io", username: "u", secret: secret, recordedExpiry: expiry)
        try store.inProfile(profile).store(credential)
    }

    private func run(_ words: String..., as program: String = "docker-credential-pat", named: String? = nil) -> Int32 {
        let environment = named.map { [ProfileSetting.variable: $0] } ?? [:]
        return console.run(words, over: store, environment: environment, program: program)
    }

    @Test("A name", arguments: ["a", "0", "work", "work-2", "a-", "default", String(repeating: "a", count: 32)])
    func name(_ name: String) {
        #expect(Profile(name)?.name == name)
        #expect(Profile(name)?.isDefault == (name == "default"))
    }

    @Test(
        "What is no name is said before anything is asked, wherever it stands",
        arguments: [
            "-", "-a", "Work", "wörk", "a b", "a/b", "a.b", "a_b", "a\n", "a\0", "ａ", "default ", " default",
            String(repeating: "a", count: 33),
        ]
    )
    func noName(_ name: String) {
        #expect(Profile(name) == nil)
        let expected = "is not a profile's name: a-z, 0-9 and -, at most 32 of them, the first no -\n"
        #expect(run("get", named: name) == 1)
        #expect(console.output == "DOCKER_CREDENTIAL_PAT_PROFILE " + expected)
        for verb in ["get", "erase", "list", "expires", "status"] {
            #expect(run(verb, "--profile", name, "s") == 1)
            #expect(console.output == "--profile " + expected)
        }
        if !name.contains("/") {
            #expect(run("get", as: "/usr/bin/docker-credential-pat-" + name) == 1)
            #expect(console.output.hasPrefix("the program's name, docker-credential-pat-"))
            #expect(console.error.contains("\nhint: call it docker-credential-pat, or docker-credential-pat-NAME with"))
        }
        #expect(console.readCount == 0)
    }

    @Test("The end of the program's name is the profile, and goes before the environment")
    func program() throws {
        try keep("of work", in: work)
        try keep("of none", in: .default)
        func answer(as program: String, named: String? = nil) -> String {
            _ = run("get", "ghcr.io", as: program, named: named)
            return console.output
        }
        for program in [
            "docker-credential-pat", "", "/a-work/docker-credential-pat", "x-work", "docker-credential-pat-default",
            "./docker-credential-pat", "docker-credential-patwork",
        ] {
            #expect(answer(as: program).contains(#""of none""#), "\(program)")
            if program != "docker-credential-pat-default" {
                #expect(answer(as: program, named: "work").contains(#""of work""#), "\(program)")
            }
            #expect(answer(as: program, named: "").contains(#""of none""#), "\(program)")
        }
        for program in ["docker-credential-pat-work", "/home/a b/bin/docker-credential-pat-work"] {
            #expect(answer(as: program).contains(#""of work""#))
            #expect(answer(as: program, named: "default").contains(#""of work""#))
            #expect(answer(as: program, named: "No Name").contains(#""of work""#))
        }
        #expect(run("pat", "get", "ghcr.io", as: "docker-pat") == 0)
        #expect(console.output.contains("of none"))
        #expect(run("pat", "get", "ghcr.io", as: "docker-pat", named: "work") == 0)
        #expect(console.output.contains("of work"))
        #expect(answer(as: "docker-credential-pat-").contains("the program's name, docker-credential-pat-, does not"))
    }

    @Test("--profile stands before or after the server, and goes before everything else")
    func option() throws {
        try keep("of work", in: work)
        try keep("of none", in: .default)
        #expect(run("get", "--profile", "work", "ghcr.io") == 0)
        #expect(console.output.contains("of work"))
        #expect(run("get", "ghcr.io", "--profile=default", as: "docker-credential-pat-work") == 0)
        #expect(console.output.contains("of none"))
        #expect(run("expires", "ghcr.io", "--profile", "work", "90d") == 0)
        #expect(run("expires", "ghcr.io") == 0)
        #expect(console.output == "unknown\n")
        #expect(run("expires", "--profile", "work", "ghcr.io") == 0)
        #expect(console.output == "2027-04-01T00:00:00Z (in 90 days)\n")
        #expect(run("erase", "https://ghcr.io/", "--profile", "work") == 0)
        #expect(run("list", "--profile", "work") == 0)
        #expect(console.output == "{}\n")
        #expect(run("list", "--profile", "default") == 0)
        #expect(console.output == "{\"ghcr.io\":\"u\"}\n")
        for (words, error) in [
            (["get", "--profile"], "--profile needs a value\n"),
            (["get", "--other", "ghcr.io"], "get has no such option\n"),
            (["get", "a", "--profile", "work", "b"], "get takes one argument\n"),
            (["list", "ghcr.io"], "list takes no arguments\n"),
            (["expires", "--profile", "a"], "expires needs SERVER\n"),
        ] {
            #expect(console.run(words, over: store) == 1)
            #expect(console.output == error)
        }
    }

    @Test("A store goes into the profile, and its hint names it")
    func storing() throws {
        console.errorIsTerminal = true
        let input = #"{"ServerURL":"https://index.docker.io/v1/","Username":"u","Secret":"hunter2"}"#
        for (program, prefix) in [("docker-credential-pat-work", "profile work: "), ("docker-credential-pat", "")] {
            #expect(console.run(["store"], input: input, over: store, program: program) == 0)
            #expect(console.error.hasPrefix("warning: \(prefix)this looks like an account password"))
        }
        #expect(try store.inProfile(work).accounts().count == 1)
    }

    @Test("A warning names the profile, once a day in each")
    func warning() throws {
        let home = try TemporaryDirectory()
        let time = Expiry(recorded: "2027-01-05T00:00:00Z")
        for profile in [work, .default] { try keep("same", in: profile, expiry: time) }
        console.errorIsTerminal = true
        func error(_ profile: String) -> String {
            let environment = ["HOME": home.path, ProfileSetting.variable: profile]
            #expect(console.run(["get", "ghcr.io"], over: store, environment: environment) == 0)
            return console.error
        }
        #expect(error("work").hasPrefix("warning: profile work: the token for ghcr.io (…) expires in 4 days"))
        #expect(error("default").hasPrefix("warning: the token for ghcr.io (…) expires in 4 days"))
        #expect(error("work") == "" && error("default") == "")
    }

    @Test("Of a secret that is lost or no text it is said in which profile")
    func flaw() throws {
        let secret = Secret("ab")
        secret.append(0xFF)
        try store.inProfile(work).store(Credential(server: "ghcr.io", username: "u", secret: secret))
        let text = "profile work: the secret kept for ghcr.io is not text: it is not valid UTF-8\n"
        #expect(run("get", "--profile", "work", "ghcr.io") == 1)
        #expect(console.output == text)
        #expect(run("status") == 1)
        #expect(console.error == text + "hint: log out of the registry and log in again\n")
    }

    @Test("status has a column for the profile as soon as there is a second one")
    func status() throws {
        try keep("s", in: .default, expiry: .never)
        #expect(run("status") == 0)
        #expect(console.output.hasPrefix("keyring: the Secret Service\nSERVER  "))
        try keep("s", in: work, expiry: Expiry(recorded: "2027-01-05T00:00:00Z"))
        #expect(run("status") == 3)
        let header = "SERVER   ACCOUNT  KIND     TOKEN  EXPIRES     STATE\n"
        let ofWork = "ghcr.io  u        unknown  …      2027-01-05  expiring\n"
        #expect(
            console.output == """
                keyring: the Secret Service
                PROFILE  \(header)\
                work     \(ofWork)\
                default  ghcr.io  u        unknown  …      never       never

                """
        )
        #expect(run("status", "--profile", "work") == 3)
        #expect(console.output == "keyring: the Secret Service\nprofile: work\n" + header + ofWork)
        #expect(run("status", as: "docker-credential-pat-work") == 3)
        #expect(console.output == "keyring: the Secret Service\nprofile: work\n" + header + ofWork)
        #expect(run("status", "--profile", "default") == 0)
        #expect(console.output.hasPrefix("keyring: the Secret Service\nprofile: default\nSERVER "))
        #expect(run("status", "--profile", "other") == 0)
        #expect(console.output == "keyring: the Secret Service\nprofile: other\nno credentials are kept\n")
        #expect(run("status", "--json") == 3)
        #expect(console.output.contains(#""state":"expiring","profile":"work"},{"#))
        #expect(console.output.contains(#""state":"never","profile":"default"}]"#))
        #expect(run("status", "--json", "--profile", "default") == 0)
        #expect(!console.output.contains("work"))
    }

    @Test("With long names of profiles, too, the table fits 80 columns")
    func width() throws {
        for server in ["registry.example", String(repeating: "long.", count: 30)] {
            let username = String(repeating: "u", count: 100)
            let secret = Secret("github_pat_" + String(repeating: "a", count: 82))
            let credential = Credential(server: server, username: username, secret: secret, recordedExpiry: .never)
            try store.inProfile(Profile(String(repeating: "p", count: 32))!).store(credential)
        }
        console.outputWidth = 80
        #expect(run("status") == 0)
        for line in console.output.split(separator: "\n") { #expect(line.count <= 80) }
    }
}
