import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("What docker's and podman's configuration says of credentials")
struct DockerConfigurationTests {
    private func read(_ text: String) throws -> DockerConfiguration {
        try DockerConfiguration(JSONDocument(Secret(text)))
    }

    private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    @Test("Helpers, and what is there in plain text")
    func reading() throws {
        let text = """
            {
            	"auths": {
            		"ghcr.io": {"auth": "\(base64("octocat:a:b"))", "email": "o@example.com"},
            		"https://index.docker.io/v1/": {"auth": "\(base64("ann:"))", "identitytoken": "to\\u006ben"},
            		"old.example": {"username": "u", "password": "p"},
            		"padded.example": {"auth": "\(base64("u:p\0\0"))"},
            		"quay.io": {}, "null.example": null, "user.example": {"auth": "\(base64("u:"))"}
            	},
            	"credsStore": "pass", "credHelpers": {"gcr.io": "gcloud"}, "HttpHeaders": {"a": [1, {"b": null}]}
            }
            """
        let found = try read(text)
        #expect(found.credsStore == "pass")
        #expect(found.credHelpers == [.init(registry: "gcr.io", helper: "gcloud")])
        let entries = found.entries.map { entry in
            switch entry.contents {
            case .empty: "\(entry.server)"
            case .credential(let username, let secret): "\(entry.server) \(username) \(secret.text)"
            case .unusable(let reason): "\(entry.server): \(reason)"
            }
        }
        #expect(
            entries == [
                "ghcr.io octocat a:b", "https://index.docker.io/v1/ <token> token", "old.example u p",
                "padded.example u p", "quay.io", "null.example", "user.example",
            ]
        )
        let keys = found.entries.map(\.secretKeys).prefix(3)
        #expect(keys == [["auth"], ["auth", "identitytoken"], ["username", "password"]])
        #expect(found.helper(for: "gcr.io") == "gcloud" && found.helper(for: "ghcr.io") == "pass")
    }

    @Test("Keys in any case, as docker takes them")
    func anyCase() throws {
        let found = try read(#"{"credSstore": "pat", "AUTHS": {"a.example": {"Auth": "dTpw"}}, "CREDHELPERS": null}"#)
        #expect(found.credsStore == "pat" && found.credHelpers == [] && found.entries.count == 1)
        #expect(throws: ClientFileError.ambiguous(key: "credsStore")) {
            try read(#"{"credsStore": "a", "credSstore": "b"}"#)
        }
    }

    @Test(
        "What no helper can be given is told apart",
        arguments: [#"{"auth": "bm9jb2xvbg=="}"#, #"{"auth": "?"}"#, #"{"auth": "/zpw"}"#, #"{"registrytoken": "t"}"#]
    )
    func unusable(_ entry: String) throws {
        guard case .unusable = try read(#"{"auths": {"a.example": \#(entry)}}"#).entries[0].contents else {
            Issue.record("usable: \(entry)")
            return
        }
    }

    @Test(
        "What docker could not read either is an error",
        arguments: [
            #"{"auths": []}"#, #"{"auths": {"a": 1}}"#, #"{"auths": {"a": {"auth": 1}}}"#, #"{"credsStore": 1}"#,
            #"{"credHelpers": {"a": 1}}"#, #"{"credHelpers": "pat"}"#,
        ]
    )
    func wrongTypes(_ text: String) {
        #expect(throws: ClientFileError.self) { try read(text) }
    }

    @Test("Where the files are")
    func places() throws {
        #expect(try ClientFile.docker([:]) == nil)
        #expect(try ClientFile.docker(["HOME": "/h"])?.path == "/h/.docker/config.json")
        #expect(try ClientFile.docker(["HOME": "/h", "DOCKER_CONFIG": "/d"])?.path == "/d/config.json")
        #expect(try ClientFile.docker(["HOME": "/h", "DOCKER_CONFIG": ""])?.path == "/h/.docker/config.json")
        #expect(try ClientFile.docker(["DOCKER_CONFIG": "d"])?.path.hasSuffix("/d/config.json") == true)
        #expect(throws: KeyringError.notUTF8(variable: "HOME")) { try ClientFile.docker(["HOME": "/\u{FFFD}"]) }
        let named = ["REGISTRY_AUTH_FILE": "/a.json", "HOME": "/h"]
        #expect(try ClientFile.podman(named).map(\.path) == ["/a.json"])
        #expect(
            try ClientFile.podman(["HOME": "/h", "XDG_RUNTIME_DIR": "/r"]).map(\.path)
                == ["/r/containers/auth.json", "/h/.config/containers/auth.json"]
        )
        #expect(
            try ClientFile.podman(["HOME": "/h", "XDG_CONFIG_HOME": "/c"]).map(\.path)
                == ["/run/containers/\(geteuid())/auth.json", "/c/containers/auth.json"]
        )
    }

    @Test("A file that is missing or empty says nothing; what is no plain file is refused, and not waited for")
    func files() throws {
        let place = try TemporaryDirectory()
        let file = ClientFile(client: .docker, path: place / "config.json")
        #expect(try file.configuration() == nil)
        try Data("\n".utf8).write(to: URL(fileURLWithPath: file.path))
        #expect(try file.configuration() == nil)
        try Data(#"{"credsStore": "pat"}"#.utf8).write(to: URL(fileURLWithPath: file.path))
        #expect(try file.configuration()?.credsStore == "pat")
        mkfifo(place / "fifo", 0o600)
        for path in [place / "fifo", place.path, "/dev/null"] {
            #expect(throws: ClientFileError.notRegular) {
                try ClientFile(client: .docker, path: path).configuration()
            }
        }
    }
}
