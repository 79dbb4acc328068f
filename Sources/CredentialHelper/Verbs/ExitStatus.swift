/// The status with which the process ends. Some clients take any other than 0 and 1 for a crash: only `status` and
/// `check`, which no client calls, have more.
enum ExitStatus: Int32 {
    case done = 0
    case failed = 1
    /// `status` and `check`: a token expires soon.
    case expiring = 3
    /// `status` and `check`: a token has expired, or is refused.
    case expired = 4
}
