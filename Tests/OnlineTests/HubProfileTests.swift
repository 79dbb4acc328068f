import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("Access tokens of a profile at Docker Hub")
    struct HubProfileTests {
        private static let old = MadeUp.token("dckr" + "_pat_", 27)
        private static let index = "https://index.docker.io/v1/"

        private func kept(_ network: PrivateNetwork) throws -> String? {
            let answer = try network.helper("get", "--profile", "work", "docker.io")
            return answer.status == 0 ? try answer.credential.secret : nil
        }

        @Test("create, tokens, rotate, disable, enable and revoke work in it, and leave the default profile alone")
        func life() throws {
            let network = try PrivateNetwork.withDockerHub(HubAccounts())
            try network.store(Self.index, Self.old)
            let file = network.path("password")
            try Data("\(HubAccounts.password)\n".utf8).write(to: URL(fileURLWithPath: file))
            func run(_ verb: String, _ more: String...) throws -> String {
                let words = [verb] + more + ["--profile", "work", "--password-file", file]
                let ran = try Command.run(
                    network.inside([HelperBinary.path] + words),
                    environment: network.machine.environment
                )
                #expect(ran.status == 0, "\(verb): \(ran.outputText)\(ran.errorText)")
                return ran.outputText
            }
            let made = try run("create", "--username", "octavia", "--description", "ci")
            #expect(made.hasSuffix(", kept for https://index.docker.io/v1/ in the profile work\n"), "\(made)")
            let first = try #require(try network.hubTokens.first)
            #expect(try kept(network) == first.token)
            #expect(try run("tokens").contains("* "))
            let rotated = try run("rotate", "docker.io")
            #expect(rotated.hasSuffix(", kept for https://index.docker.io/v1/ in the profile work\n"), "\(rotated)")
            let second = try #require(try network.hubTokens.first)
            #expect(try second.token != first.token && kept(network) == second.token)
            let id = second.uuid
            #expect(try run("disable", id, "--yes").hasPrefix("disabled the token “ci”"))
            #expect(try run("enable", id, "--yes").hasPrefix("enabled the token “ci”"))
            let revoked = try run("revoke", "docker.io", "--yes")
            #expect(revoked.hasPrefix("revoked, and erased in the profile work, the token “ci”"), "\(revoked)")
            #expect(try kept(network) == nil && network.hubTokens.isEmpty)
            #expect(try network.keptSecret == Self.old)
        }
    }
}
