import Foundation
import PersonalAccessToken
import Testing

@Suite("Points in time")
struct UnixTimeTests {
    @Test(
        "Rendering by RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (1_803_859_200, "2027-03-01T00:00:00Z"),
            (-62_167_219_200, "0000-01-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
            (Int64.max, "9999-12-31T23:59:59Z"),
            (Int64.min, "0000-01-01T00:00:00Z"),
        ] as [(Int64, String)]
    )
    func rendering(seconds: Int64, text: String) {
        let time = UnixTime(seconds: seconds)
        #expect(time.rfc3339 == text)
        #expect("\(time)" == text)
        #expect(time.date == String(text.prefix(10)))
    }

    @Test("The calendar is Foundation's, on every 97th day of eight centuries")
    func calendar() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for day in stride(from: -140_000, through: 160_000, by: 97) {
            let time = UnixTime(seconds: Int64(day) * 86_400)
            let parts = calendar.dateComponents(
                [.year, .month, .day],
                from: Date(timeIntervalSince1970: TimeInterval(time.seconds))
            )
            // Foundation goes over to the Julian calendar before 1582-10-15; these days are all after it.
            #expect(time.date == String(format: "%04d-%02d-%02d", parts.year!, parts.month!, parts.day!))
        }
    }

    @Test("Order")
    func order() {
        #expect(UnixTime.earliest < UnixTime(seconds: 0))
        #expect(UnixTime(seconds: 0) < .latest)
    }
}
