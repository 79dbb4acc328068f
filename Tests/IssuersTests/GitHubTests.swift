import PersonalAccessToken
import Testing

@testable import Issuers

@Suite("GitHub's times")
struct GitHubTests {
    @Test(
        "With a zone's name, or its distance",
        arguments: [
            ("2021-10-07 19:07:53 UTC", "2021-10-07T19:07:53Z"), ("2027-03-31 00:00:00 +0900", "2027-03-30T15:00:00Z"),
            ("2027-03-31 00:00:00 -0130", "2027-03-31T01:30:00Z"),
            ("2027-03-31", nil), ("", nil), ("2027-02-30 00:00:00 UTC", nil), ("2027-03-31 00:00:00 CET", nil),
        ] as [(String, String?)]
    )
    func times(_ text: String, time: String?) {
        #expect(GitHub.time(text)?.rfc3339 == time)
    }
}
