import PersonalAccessToken
import Testing

private let expiry = UnixTime(seconds: 1_803_859_200)  // 2027-03-01T00:00:00Z
private let day: Int64 = 86_400

@Suite("Expiry")
struct ExpiryTests {
    @Test(
        "Urgency at every edge",
        arguments: [
            (-14 * day - 1, Urgency.ok), (-14 * day, .expiring), (-14 * day + 1, .expiring),
            (-1, .expiring), (0, .expired), (1, .expired),
        ]
    )
    func edges(offset: Int64, urgency: Urgency) {
        let now = UnixTime(seconds: expiry.seconds + offset)
        #expect(Expiry.at(expiry).urgency(at: now) == urgency)
        #expect(Expiry.at(expiry).isExpired(at: now) == (urgency == .expired))
    }

    @Test(
        "Urgency with another window",
        arguments: [
            ("0d", -1, Urgency.ok), ("0d", 0, .expired), ("12h", -43_201, .ok), ("12h", -43_200, .expiring),
            ("1mo", -28 * day - 1, .ok), ("1mo", -28 * day, .expiring), ("9999y", -90 * day, .expiring),
        ]
    )
    func window(text: String, offset: Int64, urgency: Urgency) throws {
        let now = UnixTime(seconds: expiry.seconds + offset)
        #expect(Expiry.at(expiry).urgency(at: now, warningWithin: try CalendarPeriod(parsing: text)) == urgency)
    }

    @Test("What is no point in time has no urgency and no time left")
    func noTime() {
        #expect(Expiry.never.urgency(at: expiry) == .never)
        #expect(Expiry.unknown.urgency(at: expiry) == .unknown)
        #expect(Expiry.never.isExpired(at: .latest) == false)
        #expect(Expiry.unknown.isExpired(at: .latest) == false)
        #expect(Expiry.never.timeLeft(at: expiry) == nil)
        #expect(Expiry.unknown.timeLeft(at: expiry) == nil)
    }

    @Test(
        "Time left in the largest unit of which there are two",
        arguments: [
            (1, "1 second"), (2, "2 seconds"), (119, "119 seconds"), (120, "2 minutes"), (12 * 60 + 59, "12 minutes"),
            (7169, "119 minutes"), (7170, "2 hours"), (3 * 3600, "3 hours"), (day, "24 hours"),
            (36 * 3600, "36 hours"), (2 * day - 1801, "47 hours"), (2 * day - 1800, "2 days"),
            (5 * day, "5 days"), (5 * day - 60, "5 days"), (5 * day - 1801, "4 days"), (365 * day, "365 days"),
        ] as [(Int64, String)]
    )
    func timeLeft(seconds: Int64, text: String) {
        let left = Expiry.at(expiry).timeLeft(at: UnixTime(seconds: expiry.seconds - seconds))
        #expect(left == .seconds(seconds))
        #expect(DurationText(.seconds(seconds)).description == text)
    }

    @Test("Nothing is left of an expired token", arguments: [0, 1] as [Int64])
    func nothingLeft(offset: Int64) {
        #expect(Expiry.at(expiry).timeLeft(at: UnixTime(seconds: expiry.seconds + offset)) == nil)
    }

    @Test(
        "Any duration has words",
        arguments: [
            (Duration.zero, "0 seconds"), (.milliseconds(1999), "1 second"), (.seconds(-90), "0 seconds"),
            (.seconds(Int64.min), "0 seconds"), (.seconds(Int64.max), "106751991167300 days"),
        ]
    )
    func anyDuration(duration: Duration, text: String) {
        #expect(DurationText(duration).description == text)
    }

    @Test("The farthest times apart")
    func farthest() throws {
        let longest = try #require(Expiry.at(.latest).timeLeft(at: .earliest))
        #expect("\(DurationText(longest))" == "3652425 days")
        #expect(Expiry.at(.latest).urgency(at: .earliest, warningWithin: .days(Int.max)) == .expiring)
        #expect(Expiry.at(.latest).urgency(at: .earliest, warningWithin: .days(Int.min)) == .ok)
        #expect(Expiry.at(.earliest).urgency(at: .latest) == .expired)
    }
}
