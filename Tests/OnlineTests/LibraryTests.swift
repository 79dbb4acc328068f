import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("libcurl")
    struct LibraryTests {
        private static let libraries = "/usr/lib/*-linux-gnu/libcurl*.so.4.*"

        /// Runs the helper where these files cannot be loaded.
        private func check(without files: String, in network: PrivateNetwork) throws -> Command {
            let script = #"for file in \#(files); do mount --bind /dev/null "$file"; done; exec "$0" check"#
            return try Command.run(
                network.inside(["unshare", "--mount", "sh", "-ec", script, HelperBinary.path]),
                environment: network.environment
            )
        }

        @Test("Where there is none, one line says what to install")
        func none() throws {
            let network = try PrivateNetwork([])
            try network.store("registry.example", "secret")
            let checked = try check(without: Self.libraries, in: network)
            #expect(checked.status == 1)
            #expect(checked.outputText == "libcurl is not installed, by which the network is asked\n")
            let hint = "hint: install it: apt install libcurl4, dnf install libcurl, apk add libcurl\n"
            #expect(checked.errorText.hasSuffix(hint))
            #expect(try network.requests.isEmpty)
        }

        @Test("The one with GnuTLS does, too")
        func gnuTLS() throws {
            let network = try PrivateNetwork(Route.basicRegistry("registry.example", password: "secret"))
            try network.store("registry.example", "secret")
            let checked = try check(without: "/usr/lib/*-linux-gnu/libcurl.so.4.*", in: network)
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
            #expect(missing.status == 1 && missing.errorText.contains("the certificates to trust cannot be read"))
        }
    }
}
