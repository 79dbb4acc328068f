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
    func rendering(seconds: Int64, text: String) throws {
        let time = UnixTime(seconds: seconds)
        #expect(time.rfc3339 == text)
        #expect("\(time)" == text)
        #expect(time.date == String(text.prefix(10)))
        #expect(try UnixTime(rfc3339: text) == time)
    }

    @Test(
        "What RFC 3339 allows is read",
        arguments: [
            ("2027-03-01t12:00:00z", "2027-03-01T12:00:00Z"),
            ("2027-03-01T12:00:00.999Z", "2027-03-01T12:00:00Z"),
            ("2027-03-01T00:30:00+02:00", "2027-02-28T22:30:00Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ]
    )
    func reading(text: String, time: String) throws {
        #expect(try UnixTime(rfc3339: text).rfc3339 == time)
    }

    @Test(
        "What it does not allow is refused",
        arguments: [
            ("", TimeFormatError.empty), (" 2027-03-01T12:00:00Z", .unrecognized),
            ("2027-03-01T12:00:00Z\n", .unrecognized),
            ("2027-03-01 12:00:00Z", .unrecognized), ("2027-03-01", .unrecognized),
            ("27-03-01T12:00:00Z", .unrecognized),
            ("never", .unrecognized), ("90d", .unrecognized), ("2027-03-01T12:00:00", .missingTimeZone),
            ("2027-02-29T12:00:00Z", .noSuchTime), ("2027-03-01T24:00:00Z", .noSuchTime),
            ("9999-12-31T23:59:59-00:01", .outOfRange), ("0000-01-01T00:00:00+00:01", .outOfRange),
        ]
    )
    func refusing(text: String, error: TimeFormatError) {
        #expect(throws: error) { try UnixTime(rfc3339: text) }
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
