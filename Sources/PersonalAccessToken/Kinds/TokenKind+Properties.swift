extension TokenKind {
    /// What holds for every token of a kind: a row of the table in `TokenKind+Table.swift`. No field has a default, so
    /// that whoever adds a kind decides all of them.
    struct Properties {
        /// See ``TokenKind/name``.
        let name: String
        /// See ``TokenKind/shortName``.
        let shortName: String
        /// See ``TokenKind/issuer``.
        let issuer: String?
        /// Where a person makes a new one; `nil` when there is no such page, or it is not known for sure.
        let renewalPage: RenewalPage?
        /// When the last characters may be shown to people.
        let shownEnd: ShownEnd
        /// See ``TokenKind/isShortLived``.
        let isShortLived: Bool
        /// Whether it is a file of several lines: line ends in it, and white space around it, are no flaws.
        let isFile: Bool
    }

    /// When the last characters of a token, which tell it from others of its kind, may be shown.
    enum ShownEnd {
        /// Never: people may choose the characters themselves, or all tokens of the kind end in the same ones.
        case never
        /// When the prefix of its kind stands before them. Otherwise it may be a password in a token's place.
        case afterPrefix
        /// When it is whole, or has the prefix of its kind: the form is so special that no password has it.
        case whenWhole
    }

    /// A page where a person makes a new token.
    enum RenewalPage {
        /// The same for every registry.
        case page(String)
        /// That of a public service, for its registry alone. Such tokens also come from servers of one's own, whose
        /// pages are elsewhere. Without a registry the public service is meant.
        case servicePage(String, of: RegistryService)
        /// A path at the registry's own host, where it is of one of these services.
        case path(String, atHostOf: [RegistryService])
    }
}

extension TokenKind {
    /// What people call it, such as "Docker personal access token".
    public var name: String { properties.name }

    /// A name for a narrow column, such as "Docker PAT". Two kinds may have the same.
    public var shortName: String { properties.shortName }

    /// Who issues such tokens, such as "Docker"; `nil` when that may be anybody.
    public var issuer: String? { properties.issuer }

    /// Whether tokens of this kind last less than a day by nature, so that whoever uses them has means to renew them,
    /// and need not be warned.
    public var isShortLived: Bool { properties.isShortLived }

    /// The address of the page where a person makes a new token of this kind; `nil` when there is none, or when it is
    /// not known for sure.
    ///
    /// - Parameter registry: The registry that the token is for, as clients write it: `ghcr.io`,
    ///   `https://index.docker.io/v1/`. The tokens of GitHub and GitLab also come from servers of one's own, whose
    ///   pages are elsewhere. Without a registry the public service is meant.
    public func renewalPage(forRegistry registry: String? = nil) -> String? {
        let service = registry.flatMap(RegistryService.init(usedAt:))
        switch properties.renewalPage {
        case nil: return nil
        case .page(let page): return page
        case .servicePage(let page, of: let owner): return registry == nil || service == owner ? page : nil
        case .path(let path, atHostOf: let services):
            guard let service, services.contains(service), let host = service.registryHosts.first else { return nil }
            return "https://\(host)\(path)"
        }
    }
}

extension TokenKind: CustomStringConvertible {
    /// The same as ``name``.
    public var description: String { name }
}
