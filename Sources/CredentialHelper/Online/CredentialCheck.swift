package import PersonalAccessToken

/// What a registry and an issuer say of one credential.
package struct CredentialCheck: Equatable {
    package let word: RegistryWord
    /// When the token expires, in the words of whoever has issued it; unknown when it does not say, or cannot be asked.
    package let expiry: Expiry
    /// Why something could not be asked, or was refused.
    package let problems: [OnlineError]

    package init(word: RegistryWord, expiry: Expiry = .unknown, problems: [OnlineError] = []) {
        self.word = word
        self.expiry = expiry
        self.problems = problems
    }

    /// That the credential is refused is an answer; what else went wrong is not.
    var isIncomplete: Bool { problems.contains { !$0.isRefusal } }
}
