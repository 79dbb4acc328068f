import CredentialHelper

/// Items that a search has found for some servers, attributes unread.
struct FoundItems {
    let items: [SecretServiceItem]
    private let servers: [String]
    private let profile: Profile

    init(_ items: [SecretServiceItem], of servers: [String], in profile: Profile) {
        // A provider may find one for more than one of the servers.
        var paths: Set<String> = []
        self.items = items.filter { paths.insert($0.path).inserted }
        self.servers = servers
        self.profile = profile
    }

    var open: FoundItems { FoundItems(items.filter { !$0.isLocked }, of: servers, in: profile) }
    var locked: FoundItems { FoundItems(items.filter(\.isLocked), of: servers, in: profile) }

    /// Whether the item, its attributes read, is a credential of one of the servers. Nothing else may answer, or be
    /// changed, whatever a provider finds.
    func isCredential(_ item: SecretServiceItem) -> Bool {
        item.attributes.isCredential(in: profile) && servers.contains { item.attributes.isOf(server: $0) }
    }
}
