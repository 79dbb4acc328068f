/// Why the encrypted file could not be used.
package enum FileFault: Error, Equatable {
    /// Nothing gives its password.
    case locked(KernelRefusal?)
    case wrongPassword(from: PasswordSource)
    /// There is no file yet, and nothing gives a password for a new one.
    case absent(KernelRefusal?)
    case damaged(path: String)
    /// The file, or its directory, is not to be trusted.
    case foreignOwner(path: String)
    case writableByOthers(path: String)
    case notRegular(path: String)
    /// Neither `XDG_DATA_HOME` nor `HOME` says where it would be.
    case noPlace
    /// Another helper is changing it, and has been for this long.
    case busy(seconds: Int)
    case password(PasswordFault)
    /// The kernel's keyring, in which `unlock` keeps the password, cannot be used here.
    case kernelRefused(KernelRefusal)
    /// The system refused; the text is its own.
    case failed(path: String, String)
}

/// Where a password comes from.
package enum PasswordSource: Equatable {
    /// The kernel's keyring, after `unlock`.
    case kernel
    case file(path: String)
    /// The terminal, or standard input.
    case typed
}

/// Why a password cannot be used.
package enum PasswordFault: Equatable {
    case unreadable(path: String, String)
    case empty(PasswordSource)
    case tooLong(PasswordSource)
    case nul(PasswordSource)
    /// Asked for twice, two were given.
    case mismatch
    case noTerminal
    case aborted
    case unanswered(seconds: Int)
}

/// The kernel's own words for why it keeps no keys here.
package struct KernelRefusal: Error, Equatable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}
