import Testing

@testable import CredentialHelper

@Suite("Time limits")
struct TimeLimitsTests {
    @Test("One number sets both limits, two set each")
    func good() {
        #expect(TimeLimits("5").map { [$0.call, $0.prompt] } == [5, 5])
        #expect(TimeLimits("5,60").map { [$0.call, $0.prompt] } == [5, 60])
        #expect([TimeLimits().call, TimeLimits().prompt] == [10, 120])
    }

    @Test(
        "Anything else is refused",
        arguments: ["", "0", "-1", "3601", "1,", ",1", "1,2,3", "1s", "1.5", " 1", "99999999999999999999"]
    )
    func bad(_ text: String) {
        #expect(TimeLimits(text) == nil)
    }
}
