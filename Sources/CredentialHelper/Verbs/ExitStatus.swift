/// The status with which the process ends. Some clients take any other than 0 and 1 for a crash: only `status`, which
/// no client calls, has more.
enum ExitStatus: Int32 {
    case done = 0
    case failed = 1
    /// `status`: a token expires soon.
    case expiring = 3
    /// `status`: a token has expired.
    case expired = 4
}
