/// Why nobody could sign in to Docker Hub.
package enum SignInError: Error, Equatable {
    /// Nothing says who asks: there is no web login, no password, and no terminal to ask on.
    case noMeans
    /// docker's web login is over, and there is nothing else.
    case webLoginExpired
    case noUsername
    case unreadable(path: String, String)
    case noPassword
    /// The account has a second factor, and there is no terminal to ask for its code on.
    case noCode

    var message: String {
        switch self {
        case .noMeans: "nothing says to Docker Hub who asks: there is no web login, and no password was given"
        case .webLoginExpired: "docker's web login has expired, and no password was given"
        case .noUsername: "nothing says whose password it is"
        case .unreadable(let path, let text): "cannot read the password from \(path): \(text)"
        case .noPassword: "no password was given"
        case .noCode: "the account wants a code of its second factor, and there is no terminal to ask for it on"
        }
    }

    var hint: String? {
        switch self {
        case .noMeans, .webLoginExpired, .noCode:
            "log in by the browser: docker login, without -u; or: --username NAME --password-file FILE"
        case .noUsername: "--username NAME"
        case .unreadable, .noPassword: nil
        }
    }
}
