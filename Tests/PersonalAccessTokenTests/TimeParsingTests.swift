import PersonalAccessToken
import Testing

private let now = UnixTime(seconds: 1_801_398_896)  // 2027-01-31T12:34:56Z

@Suite("Times that people type")
struct TimeParsingTests {
    @Test(
        "Understood",
        arguments: [
            ("90d", "2027-05-01T12:34:56Z"),
            ("12w", "2027-04-25T12:34:56Z"),
            ("12h", "2027-02-01T00:34:56Z"),
            ("0d", "2027-01-31T12:34:56Z"),
            ("1mo", "2027-02-28T12:34:56Z"),
            ("13mo", "2028-02-29T12:34:56Z"),
            ("6mo", "2027-07-31T12:34:56Z"),
            ("3MO", "2027-04-30T12:34:56Z"),
            ("1y", "2028-01-31T12:34:56Z"),
            (" 1Y\n", "2028-01-31T12:34:56Z"),
            ("0000000000000000000000001d", "2027-02-01T12:34:56Z"),
            ("2027-03-01", "2027-03-01T23:59:59Z"),
            ("2028-02-29", "2028-02-29T23:59:59Z"),
            ("0000-01-01", "0000-01-01T23:59:59Z"),
            ("9999-12-31", "9999-12-31T23:59:59Z"),
            ("1999-12-31", "1999-12-31T23:59:59Z"),
            ("2027-03-01T00:00:00Z", "2027-03-01T00:00:00Z"),
            ("2027-03-01t00:00:00z", "2027-03-01T00:00:00Z"),
            ("2027-03-01 00:00:00Z", "2027-03-01T00:00:00Z"),
            ("2027-03-01T00:00:00.999999999999999999999Z", "2027-03-01T00:00:00Z"),
            ("2027-03-01T00:30:00+02:00", "2027-02-28T22:30:00Z"),
            ("2027-03-01T23:30:00-00:45", "2027-03-02T00:15:00Z"),
            ("2027-03-01T23:30:00-00:00", "2027-03-01T23:30:00Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
            ("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z"),
        ]
    )
    func understood(text: String, time: String) throws {
        guard case .at(let parsed) = try Expiry(parsing: text, now: now) else {
            Issue.record("no point in time")
            return
        }
        #expect(parsed.rfc3339 == time)
    }

    @Test("Never", arguments: ["never", "Never", " NEVER "])
    func never(text: String) throws {
        #expect(try Expiry(parsing: text, now: now) == .never)
    }

    @Test(
        "Refused",
        arguments: [
            ("", TimeFormatError.empty), (" \n", .empty),
            ("90", .missingUnit), ("20270301", .missingUnit),
            ("6m", .ambiguousUnit), ("6M", .ambiguousUnit),
            ("03/04/27", .ambiguousDate), ("01.02.2027", .ambiguousDate), ("27-03-01", .ambiguousDate),
            ("2027-3-1", .ambiguousDate), ("2027/03/01", .ambiguousDate), ("2027-03", .ambiguousDate),
            ("2027-02-29", .noSuchTime), ("2027-13-01", .noSuchTime), ("2027-00-01", .noSuchTime),
            ("2100-02-29", .noSuchTime), ("2027-04-31", .noSuchTime), ("2027-01-00", .noSuchTime),
            ("2027-03-01T24:00:00Z", .noSuchTime), ("2027-03-01T12:60:00Z", .noSuchTime),
            ("2027-03-01T12:00:61Z", .noSuchTime), ("2027-03-01T12:00:60Z", .noSuchTime),
            ("2027-03-01T12:00:00+24:00", .noSuchTime),
            ("2027-03-01T12:00:00", .missingTimeZone), ("2027-03-01T12:00:00.5", .missingTimeZone),
            ("2027-03-01T12:00Z", .unrecognized), ("2027-03-01T12:00:00.Z", .unrecognized),
            ("2027-03-01T12:00:00Zulu", .unrecognized), ("2027-03-01T12:00:00+0200", .unrecognized),
            ("2027-03-01T", .unrecognized), ("2027-03-01x", .unrecognized),
            ("9999-12-31T23:59:59-00:01", .outOfRange), ("0000-01-01T00:00:00+00:01", .outOfRange),
            ("9999y", .outOfRange), ("10001y", .outOfRange), ("99999999999999999999d", .outOfRange),
            ("9223372036854775807w", .outOfRange),
            ("-90d", .unrecognized), ("+90d", .unrecognized), ("90 d", .unrecognized), ("1.5y", .unrecognized),
            ("90days", .unrecognized), ("tomorrow", .unrecognized), ("d", .unrecognized), ("٩d", .unrecognized),
            ("90d 12h", .unrecognized), ("never ever", .unrecognized), ("-", .unrecognized),
        ]
    )
    func refused(text: String, error: TimeFormatError) {
        #expect(throws: error) { try Expiry(parsing: text, now: now) }
        #expect(!error.message.isEmpty && !error.hint.isEmpty)
        #expect("\(error)" == error.message)
    }

    @Test("The words for what is ambiguous give examples")
    func words() {
        #expect(TimeFormatError.missingUnit.hint.contains("90d"))
        #expect(TimeFormatError.ambiguousDate.hint.contains("2027-03-01"))
        #expect(TimeFormatError.ambiguousUnit.hint.contains("6mo"))
    }

    @Test("A period alone", arguments: [("14d", 14), ("2w", 14), ("336h", 14), ("0w", 0)])
    func period(text: String, days: Int) throws {
        #expect(try CalendarPeriod(parsing: text) == .days(days))
    }

    @Test(
        "No period",
        arguments: [
            ("", TimeFormatError.empty), ("14", .missingUnit), ("never", .unrecognized), ("2027-03-01", .unrecognized),
            ("14m", .ambiguousUnit), ("3652426d", .outOfRange), ("120001mo", .outOfRange),
        ]
    )
    func noPeriod(text: String, error: TimeFormatError) {
        #expect(throws: error) { try CalendarPeriod(parsing: text) }
    }

    @Test("A period ends within the years that can be written", arguments: ["3652425d", "10000y", "87658200h"])
    func longPeriod(text: String) throws {
        let period = try CalendarPeriod(parsing: text)
        #expect(period.end(from: now) == .latest)
        #expect(period.end(from: .latest) == .latest)
    }
}
