import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("libcurl")
    struct LibraryTests {
        private static let libraries = "/usr/lib/*-linux-gnu/libcurl*.so.4.*"
        /// Without these, the one with GnuTLS is left.
        static let openSSL = "/usr/lib/*-linux-gnu/libcurl.so.4.*"

        @Test("Where there is none, one line of each verb says what to install")
        func none() throws {
            let network = try HubTests.network()
            try network.store("registry.example", "secret")
            let verbs = [
                ["check"], ["tokens"], ["create"], ["rotate", "registry.example"], ["rotate", "docker.io"],
                ["disable", "docker.io", "--yes"], ["enable", "docker.io", "--yes"], ["revoke", "docker.io", "--yes"],
            ]
            for verb in verbs {
                let ran = try network.helper(verb, without: Self.libraries)
                #expect(ran.status == 1)
                #expect(ran.outputText == "libcurl is not installed, by which the network is asked\n", "\(verb)")
                let hint = "hint: install it: apt install libcurl4, dnf install libcurl, apk add libcurl\n"
                #expect(ran.errorText.hasSuffix(hint), "\(verb)")
            }
            #expect(try network.requests.isEmpty)
            #expect(try network.keptSecret == HubTests.old)
        }

        @Test("The one with GnuTLS has the same words for what goes wrong")
        func gnuTLSWords() throws {
            let network = try PrivateNetwork([
                Route("GET registry.example/v2/", kind: .raw, body: ""),
                Route("GET other.example/v2/", kind: .raw, body: "hello\r\n"),
            ])
            let lines = [
                "expired.example": "cannot prove that it is expired.example: its certificate has expired",
                "127.0.0.1": "cannot prove that it is 127.0.0.1: its certificate is for another name",
                "registry.example:444": "cannot be reached: connection refused",
                "registry.example:5000": "cannot be reached: it does not speak TLS as it should",
                "other.example": "does not answer as it should: it does not speak HTTP",
            ]
            for server in lines.keys { try network.store(server, "secret") }
            try network.store("registry.example", "secret")
            let openSSL = try network.helper("check").errorText
            let gnuTLS = try network.helper(["check"], without: Self.openSSL).errorText
            for (server, line) in lines { #expect(openSSL.contains("\(server): \(server) \(line)\n"), "\(openSSL)") }
            #expect(openSSL.contains("the connection to registry.example broke before its answer was whole\n"))
            #expect(openSSL.contains("hint: see whether this machine's clock is right\n"))
            #expect(gnuTLS == openSSL)
            let untrusted = try network.helper(
                ["check", "registry.example"],
                without: Self.openSSL,
                and: ["SSL_CERT_FILE": network.path("expired.crt"), "SSL_CERT_DIR": "/nowhere"]
            )
            #expect(untrusted.errorText.contains("its certificate is from nobody who is trusted\n"))
        }

        @Test("The one with GnuTLS does, too")
        func gnuTLS() throws {
            let network = try PrivateNetwork(Route.basicRegistry("registry.example", password: "secret"))
            try network.store("registry.example", "secret")
            let checked = try network.helper(["check"], without: Self.openSSL)
            #expect(checked.status == 0, "\(checked.outputText)\(checked.errorText)")
            #expect(checked.outputText.contains(" works "))
        }

        @Test("The verbs of the protocol do not load it", arguments: ["store", "get", "list", "erase", "version"])
        func protocolVerbs(_ verb: String) throws {
            let machine = try HeadlessMachine()
            _ = try machine.store("ghcr.io", secret: "secret")
            let input = verb == "store" ? #"{"ServerURL":"ghcr.io","Username":"u","Secret":"s"}"# : "ghcr.io"
            let ran = try machine.helper(verb, input: input, and: ["LD_DEBUG": "files"])
            #expect(ran.status == 0)
            #expect(ran.errorText.contains("libsecret-1.so.0") && !ran.errorText.contains("libcurl"))
        }

        @Test("A certificate authority of one's own, by SSL_CERT_FILE")
        func certificates() throws {
            let network = try PrivateNetwork(Route.basicRegistry("registry.example", password: "secret"))
            try network.store("registry.example", "secret")
            let other = network.path("expired.crt")
            let refused = try network.helper("check", and: ["SSL_CERT_FILE": other])
            #expect(refused.status == 1 && refused.errorText.contains("cannot prove that it is registry.example"))
            #expect(try network.requests.isEmpty)
            #expect(try network.helper("check", and: ["SSL_CERT_FILE": network.path("ca.crt")]).status == 0)
            let missing = try network.helper("check", and: ["SSL_CERT_FILE": "/nowhere.crt"])
            #expect(
                missing.status == 1
                    && missing.errorText.contains("the certificates to trust cannot be read: /nowhere.crt\n")
            )
        }
    }
}

extension PrivateNetwork {
    /// Runs the helper where these files, a pattern of a shell's, cannot be loaded.
    func helper(_ arguments: [String], without files: String, and more: [String: String] = [:]) throws -> Command {
        let script = #"for file in \#(files); do mount --bind /dev/null "$file"; done; exec "$0" "$@""#
        return try Command.run(
            inside(["unshare", "--mount", "sh", "-ec", script, HelperBinary.path] + arguments),
            environment: environment.setting(more)
        )
    }
}
