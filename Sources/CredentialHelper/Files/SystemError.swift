import Glibc

/// Why a system call failed, or a function of the C library.
package struct SystemError: Error, Equatable {
    /// The number of the error, such as `ENOENT`.
    package let code: Int32

    package init(code: Int32) {
        self.code = code
    }

    /// The error of the call that has just failed.
    package static var last: SystemError { SystemError(code: errno) }

    /// The system's own words for it: "No such file or directory".
    package var text: String { String(cString: strerror(code)) }
}
