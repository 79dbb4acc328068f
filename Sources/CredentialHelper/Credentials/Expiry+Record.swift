package import PersonalAccessToken

/// The written form of an expiry, in a keyring's record and in `status --json`: `never`, or a date and time of
/// RFC 3339.
extension Expiry {
    /// Takes an expiry as the helper writes it; what it would not have written counts as unknown.
    package init(recorded text: String?) {
        let expiry = try? text.map { text in try Expiry(parsing: text, now: UnixTime(seconds: 0)) }
        self = expiry.flatMap { $0.recorded == text ? $0 : nil } ?? .unknown
    }

    /// `nil` when it is unknown.
    package var recorded: String? {
        switch self {
        case .unknown: nil
        case .never: "never"
        case .at(let time): time.rfc3339
        }
    }
}
