import Foundation

extension POSIXError {
    /// What `errno` says.
    static var current: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
