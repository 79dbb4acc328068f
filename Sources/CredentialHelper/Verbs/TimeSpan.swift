import PersonalAccessToken

/// A span of time as people type it: `90s`, `30m`, `8h`, `2d`.
struct TimeSpan: Equatable {
    let seconds: Int

    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    private static let longest = 366 * 86_400

    /// `nil` when the text is of another form, or no span between a second and a year.
    init?(_ text: String) {
        guard let unit = text.last.flatMap({ Self.units[$0] }) else { return nil }
        let digits = text.utf8.dropLast()
        guard !digits.isEmpty, digits.count <= 8,
            digits.allSatisfy({ $0.isASCIIDigit }),
            let number = Int(text.dropLast()), (1...Self.longest).contains(number * unit)
        else { return nil }
        seconds = number * unit
    }
}
