import PersonalAccessToken

extension TokenReport {
    /// The warning of a `get`, one line; `nil` while all is well.
    func warning(at now: UnixTime, within window: CalendarPeriod) -> String? {
        guard !isAutomatic, case .at(let time) = expiry else { return nil }
        let when: String
        switch urgency(at: now, within: window) {
        case .expired: when = "expired \(DurationText(time.duration(to: now))) ago"
        case .expiring: when = "expires in \(DurationText(now.duration(to: time)))"
        case .ok, .never, .unknown: return nil
        }
        let renewal = token.kind.renewalPage(forRegistry: server).map { "; renew it at \($0)" } ?? ""
        return "\(profile.prefix)the token for \(server.printableName) (\(token.masked)) \(when)\(renewal)"
    }

    /// What `OncePerDay` knows the warning by; `nil` when there is none. A renewed token expires at another time:
    /// server and time tell it from the one that was warned of before.
    var warningSubject: String? {
        guard case .at(let time) = expiry else { return nil }
        return "\(profile.prefix)\(server.printableName) \(time.rfc3339)"
    }

    /// The hint of a `store`, one line: what the registry has accepted is stored, but may not be what was meant.
    func hint(at now: UnixTime, username: String) -> String? {
        doubt(at: now, username: username).map { profile.prefix + $0 }
    }

    private func doubt(at now: UnixTime, username: String) -> String? {
        if isAutomatic { return nil }
        do throws(Token.ValidationError) {
            try token.validate(at: now)
        } catch {
            return error.message(for: token.kind)
        }
        if expiry.isExpired(at: now), case .at(let time) = expiry {
            return "the expiry that came with it has passed: \(time.rfc3339)"
        }
        let identity = RegistryIdentity(server)
        if identity?.isDockerHub == true, token.kind == .unknown, username != "<token>",
            let page = TokenKind.dockerPersonalAccessToken.renewalPage()
        {
            return "this looks like an account password; an access token can be revoked by itself: \(page)"
        }
        if identity?.isGitHub == true, token.kind == .githubFineGrainedPersonalAccessToken,
            let page = TokenKind.githubPersonalAccessToken.renewalPage()
        {
            return "\(server.printableName) takes classic tokens only, and this is a fine-grained one: \(page)"
        }
        return nil
    }
}
