/// Why an access token could not be made, found or changed.
package enum TokenError: Error, Equatable {
    /// Only Docker Hub's tokens can be managed from here.
    case notDockerHub(server: String)
    /// Not between 1 and 100 characters, or with a control character in it.
    case description
    case expiryInPast
    /// No token has that number, or more than one begins so.
    case noSuchToken
    case ambiguous
    /// What is kept for the server is no access token of that account.
    case notAToken(server: String)
    /// What is kept for the server is not good for anything any more, so that nobody knows which token it was.
    case refusedToken(server: String)
    case ofOrganization(server: String)
    /// It allows what this helper has no word for, so that none like it can be asked for.
    case unknownPermission
    /// The old token does not end, and the issuer wants an end of the new one.
    case endless
    /// What is kept for the server is disabled, and more than one is.
    case severalDisabled(server: String)
    /// Nobody could be asked whether it is meant.
    case unconfirmed
    case declined
    /// The new token does not work; it has been deleted again.
    case newTokenRefused(OnlineError?)
    /// The new token is kept in a file, since the keyring failed.
    case rescued(path: String, HelperErrorText)
    /// The new token could be kept nowhere.
    case lost(HelperErrorText)
    /// Nobody but a person can replace it; at that page, if it is known.
    case cannotRotate(server: String, page: String?)
    /// Nothing can be kept where it would be, should the keyring fail.
    case noRescue(path: String, String)

    var message: String {
        switch self {
        case .notDockerHub(let server): "\(server.printableName) is not Docker Hub: its tokens are managed elsewhere"
        case .description: "the description is not of 1 to 100 characters"
        case .expiryInPast: "the token would have expired already"
        case .endless: "the new token has to expire some day, and nothing says when"
        case .noSuchToken: "there is no such token"
        case .ambiguous: "more than one token has a number that begins so"
        case .notAToken(let server): "what is kept for \(server.printableName) is not an access token of this account"
        case .refusedToken(let server):
            "Docker Hub refuses what is kept for \(server.printableName), and does not say which token it was"
        case .ofOrganization(let server):
            "what is kept for \(server.printableName) is an organization's, which is managed by its owners alone"
        case .unknownPermission: "the token allows something that is not known here, so that none like it can be made"
        case .severalDisabled(let server):
            "more than one token is disabled, and Docker Hub does not say which is kept for \(server.printableName)"
        case .unconfirmed: "nobody is there to be asked whether it is meant"
        case .declined: "nothing was changed"
        case .newTokenRefused(let error?): "the new token does not work, and was deleted again: \(error.message)"
        case .newTokenRefused(nil): "the new token does not work, and was deleted again"
        case .rescued(let path, let reason): "the new token is in \(path), since it could not be kept: \(reason.text)"
        case .lost(let reason): "the new token could not be kept, and was deleted again: \(reason.text)"
        case .cannotRotate(let server, _): "the token of \(server.printableName) cannot be rotated from here"
        case .noRescue(let path, let text): "\(path): \(text)"
        }
    }

    /// What to do with a token in a file.
    static func keeping(_ path: String) -> String {
        "log in with it, then delete it: docker login -u NAME --password-stdin <\(path)"
    }

    var hint: Hint? {
        switch self {
        case .noSuchToken, .ambiguous, .notAToken, .severalDisabled:
            "\(command: "tokens") shows them, with their numbers"
        case .refusedToken: "\(command: "create") makes a new one, and \(command: "tokens") shows the old ones"
        case .ofOrganization: "its owners find it in Docker's Admin Console"
        case .endless: "--expires 90d"
        case .unconfirmed: "--yes says so beforehand"
        case .rescued(let path, _): Hint(Self.keeping(path))
        case .newTokenRefused, .lost: "the old one is still kept"
        case .cannotRotate(_, let page): page.map { "make a new one at \($0), and log in with it" }
        case .noRescue: "a new token would be kept there, should the keyring fail"
        case .notDockerHub, .description, .expiryInPast, .unknownPermission, .declined: nil
        }
    }
}

/// The words of an error that another one is about.
package struct HelperErrorText: Equatable {
    package let text: String

    package init(_ error: any Error) {
        text = HelperError(error).message
    }
}
