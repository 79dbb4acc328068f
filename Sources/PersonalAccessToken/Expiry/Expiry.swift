/// When a token stops being accepted, as far as that can be known. There will be no more cases.
public enum Expiry: Hashable, Sendable {
    /// Neither the token nor anyone else has said.
    case unknown
    /// The token lasts until it is revoked.
    case never
    /// From this second on the token is expired: equality counts as expired, as in RFC 7519, section 4.1.4
    /// ("on or after which the JWT MUST NOT be accepted").
    case at(UnixTime)

    /// Whether the token is known to be expired at `now`.
    public func isExpired(at now: UnixTime) -> Bool {
        guard case .at(let time) = self else { return false }
        return time <= now
    }

    /// How urgent it is at `now` to renew the token.
    ///
    /// - Parameters:
    ///   - now: The current time.
    ///   - window: How long before the expiry to say so. A token that expires exactly at the window's end is `expiring`
    ///     already.
    public func urgency(at now: UnixTime, warningWithin window: CalendarPeriod = .days(14)) -> Urgency {
        switch self {
        case .unknown: .unknown
        case .never: .never
        case .at(let time) where time <= now: .expired
        case .at(let time) where time <= window.end(from: now): .expiring
        case .at: .ok
        }
    }

    /// The time that is left at `now`, which ``DurationText`` puts into words; `nil` when the token is expired, or when
    /// its expiry is not a point in time.
    public func timeLeft(at now: UnixTime) -> Duration? {
        guard case .at(let time) = self, now < time else { return nil }
        return now.duration(to: time)
    }
}

/// How urgent it is to renew a token. The raw values do not change, and may be stored: an urgency is encoded as its raw
/// value.
///
/// There will be no more cases: a token expires or not, that is known or not, and the time is far, near or past. So a
/// `switch` can be exhaustive, and none of them be overlooked.
public enum Urgency: String, Codable, Hashable, Sendable {
    /// The expiry is known, and farther away than the window.
    case ok
    /// The expiry is within the window.
    case expiring
    /// The expiry has passed, or is now.
    case expired
    /// The token does not expire.
    case never
    /// The expiry is not known.
    case unknown
}
