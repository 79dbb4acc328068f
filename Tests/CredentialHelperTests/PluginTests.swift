import TestSupport
import Testing

@testable import CredentialHelper

@Suite("What docker asks of its plugin")
struct PluginTests {
    @Test(
        "Docker's own options and the plugin's name are not the verb's",
        arguments: [
            (["pat", "status", "--json"], ["status", "--json"]), (["pat"], ["--help"]),
            (["--log-level", "debug", "pat", "status"], ["status"]),
            (["--log-level=debug", "-D", "pat", "get"], ["get"]),
            (["--context", "pat", "pat", "list"], ["list"]), (["-H", "unix:///x", "--tls", "pat", "pat"], ["pat"]),
            (["help", "pat"], ["help"]), (["help", "pat", "get"], ["help", "get"]), (["pat", "--help"], ["--help"]),
            (["__complete", "pat", "st"], ["__complete", "st"]),
            (["__completeNoDesc", "pat", "get", ""], ["__completeNoDesc", "get", ""]),
            (["pat", "status", "--config", "x"], ["status", "--config", "x"]), (["status"], ["status"]), ([], []),
            (["--config"], []),
        ]
    )
    func words(_ arguments: [String], words: [String]) {
        #expect(PluginCall(arguments).words == words)
    }

    @Test("The directory of docker's configuration", arguments: [["--config", "/x"], ["-D", "--config=/x"]])
    func configuration(_ options: [String]) {
        #expect(PluginCall(options + ["pat", "setup"]).configuration == "/x")
        #expect(PluginCall(["pat", "setup"] + options).configuration == nil)
    }

    @Test(
        "The name of its file says what the program is",
        arguments: [
            ("docker-credential-pat", .helper), ("/usr/bin/docker-credential-pat", .helper), ("", .helper),
            ("/usr/libexec/docker/cli-plugins/docker-pat", .dockerPlugin), ("docker-pat", .dockerPlugin),
            ("/docker-pat/docker-credential-pat", .helper), ("docker-credential-patwork", .helper), ("x-work", .helper),
            ("docker-credential-pat-work", .helperOfProfile(named: "work")),
            ("./docker-credential-pat-a-b", .helperOfProfile(named: "a-b")),
            ("/bin/docker-credential-pat-", .helperOfProfile(named: "")),
        ] as [(String, Invocation)]
    )
    func name(_ path: String, invocation: Invocation) {
        #expect(Invocation(path: path) == invocation)
    }
}
