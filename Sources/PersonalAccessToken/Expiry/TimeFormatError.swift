/// Why a text is neither a time nor a period. A later version may tell more reasons apart, so a `switch` in another
/// package needs `@unknown default`.
@nonexhaustive
public enum TimeFormatError: Error, Hashable, Sendable {
    /// It has no characters, or only white space.
    case empty
    /// A number without a unit: `90`.
    case missingUnit
    /// `m`: minutes or months.
    case ambiguousUnit
    /// Numbers whose order depends on the country: `03/04/27`, `01.02.2027`, `27-03-01`.
    case ambiguousDate
    /// A date and time without a time zone: `2027-03-01T12:00:00`.
    case missingTimeZone
    /// The form is right, but the calendar or the clock has no such day or time: `2027-02-30`, `25:00:00`.
    case noSuchTime
    /// Farther away than can be written: beyond the year 9999.
    case outOfRange
    /// Anything else.
    case unrecognized
}
