import Foundation
import TestSupport
import Testing

extension OnlineTests {
    @Suite("Which token of Docker Hub's is kept, and what Docker Hub says of it")
    struct HubKeptTokenTests {
        @Test("enable: which of several was kept is not guessed, and another one stays disabled")
        func enableAmong() throws {
            let ci = HubAccounts.Token(token: "x", label: "ci", expires: "2098-01-30T10:00:00Z", isActive: false)
            let network = try HubTests.network([ci])
            #expect(try network.helper("disable", "docker.io", "--yes").status == 0)
            let several = try network.helper("enable", "docker.io", "--yes")
            #expect(several.status == 1 && several.outputText.hasPrefix("more than one token is disabled, "))
            #expect(several.errorText.contains("hint: docker-credential-pat tokens shows them"))
            // Its recorded expiry tells it from the other.
            #expect(try network.helper("expires", "docker.io", "2099-01-30T10:00:00Z").status == 0)
            let enabled = try network.helper("enable", "docker.io", "--yes")
            #expect(enabled.status == 0 && enabled.outputText.contains("“laptop”"), "\(enabled.outputText)")
            // Another one is kept, which there is no more.
            try network.store(HubTests.index, MadeUp.token("dckr" + "_pat_x", 26))
            let wrong = try network.helper("enable", "docker.io", "--yes")
            #expect(wrong.status == 1 && wrong.outputText.contains("is not an access token of this account"))
            #expect(try network.hubTokens.count { !$0.isActive } == 1)
        }

        @Test("check: docker's web login may ask when the token expires")
        func checkExpiry() throws {
            let network = try HubTests.network([HubAccounts.Token(token: "x", expires: "2098-01-30T10:00:00Z")])
            let checked = try network.helper("check", "docker.io")
            #expect(checked.status == 0, "\(checked.errorText)")
            #expect(checked.outputText.contains(/2099-01-30 +works +ok\n/), "\(checked.outputText)")
            #expect(try network.helper("expires", "docker.io").outputText.contains("2099-01-30T10:00:00Z"))
            // It is over: nothing is asked, nothing is forgotten.
            let over = HubAccounts.webLogin(endingAt: 1_700_000_000)
            try network.store(HubTests.index + "access-token", over)
            let before = try network.requests.count
            #expect(try network.helper("check", "docker.io").status == 0)
            #expect(try network.requests.dropFirst(before).allSatisfy { $0.host != "hub.docker.com" })
            #expect(try network.helper("expires", "docker.io").outputText.contains("2099-01-30T10:00:00Z"))
            // It is refused: that is no word on the token.
            try network.store(HubTests.index + "access-token", HubAccounts.webLogin(endingAt: 4_000_000_000))
            let refused = try network.helper("check", "docker.io")
            #expect(refused.status == 0 && refused.errorText.isEmpty, "\(refused.errorText)")
        }
    }
}
