import PersonalAccessToken

/// The warnings that were given: a text of lines, each with the time in seconds since 1970 and what the warning was
/// about. Any bytes can be read: a line of another form is as good as none.
struct GivenWarnings {
    private var warnings: [Warning]

    init(_ text: ArraySlice<UInt8>) {
        warnings = text.split(separator: UInt8(ascii: "\n")).compactMap(Warning.init)
    }

    /// The text that is read again as the same warnings.
    var text: String { warnings.map(\.line).joined() }

    /// Notes that `subject` is being warned of at `now`, and forgets what was given more than a day ago.
    /// - Returns: whether that is the first time in a day.
    mutating func isFirst(_ subject: String, now: UnixTime) -> Bool {
        let new = Warning(time: now.seconds, subject: String(subject.map { $0.isNewline ? " " : $0 }))
        warnings.removeAll { !$0.isRecent(at: now) }
        if warnings.contains(where: { $0.subject.sameBytes(as: new.subject) }) { return false }
        warnings.append(new)
        return true
    }
}

/// One line of the text.
private struct Warning {
    let time: Int64
    let subject: String

    private static let day: Int64 = 86_400

    init(time: Int64, subject: String) {
        self.time = time
        self.subject = subject
    }

    init?(_ line: ArraySlice<UInt8>) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, let time = Int64(String(decoding: parts[0], as: UTF8.self)) else { return nil }
        self.time = time
        subject = String(decoding: parts[1], as: UTF8.self)
    }

    var line: String { "\(time) \(subject)\n" }

    /// A time in the future is as good as none: the clock was wrong then.
    ///
    /// Nothing is subtracted from the line's time, which may be any number: that could overflow. The clock's time lies
    /// in the years that can be written.
    func isRecent(at now: UnixTime) -> Bool {
        time <= now.seconds && time > now.seconds - Self.day
    }
}
