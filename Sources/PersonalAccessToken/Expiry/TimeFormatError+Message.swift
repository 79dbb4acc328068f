extension TimeFormatError {
    /// The error in words: one line of English in lower case, without a full stop and without the text itself.
    public var message: String {
        switch self {
        case .empty: "no time is given"
        case .missingUnit: "a number alone is no time: its unit is missing"
        case .ambiguousUnit: "\"m\" could be minutes or months"
        case .ambiguousDate: "the date could be read in more than one way"
        case .missingTimeZone: "the time has no zone"
        case .noSuchTime: "there is no such day or time"
        case .outOfRange: "the time is too far away"
        case .unrecognized: "this is no time"
        }
    }

    /// What to write instead, with examples: one line in the same style, for a text that
    /// ``Expiry/init(parsing:now:)`` reads.
    public var hint: String {
        switch self {
        case .missingUnit: "write 90d, 12w, 6mo or 1y, or a date such as 2027-03-01"
        case .ambiguousUnit: "write 6mo for months, or 12h for hours"
        case .ambiguousDate: "write the year first, in full: 2027-03-01"
        case .missingTimeZone: "write 2027-03-01T12:00:00Z for UTC, or an offset: 2027-03-01T12:00:00+02:00"
        case .empty, .noSuchTime, .outOfRange, .unrecognized:
            "write a time from now (90d, 12w, 6mo, 1y), a date (2027-03-01, its end in UTC), "
                + "a time with its zone (2027-03-01T12:00:00Z), or never"
        }
    }
}

extension TimeFormatError: CustomStringConvertible {
    /// The same as ``message``.
    public var description: String { message }
}
