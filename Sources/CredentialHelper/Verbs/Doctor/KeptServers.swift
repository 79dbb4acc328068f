/// The items of a keyring, by what they are for.
struct KeptServers {
    /// The items of one name, the one from which `get` answers first.
    struct Server: Equatable {
        let name: String
        let items: [KeptItem]

        var account: String { items[0].account.username }
        /// Those that never answer, and can be removed without unlocking anything.
        var removable: [KeptItem] { Array(items.filter { !$0.isLocked }.dropFirst()) }
    }

    private(set) var servers: [Server] = []

    /// - Parameter items: the last modified first.
    init(_ items: [KeptItem]) {
        var names: [String] = []
        var byName: [[UInt8]: [KeptItem]] = [:]
        for item in items {
            let name = item.account.server
            if byName[Array(name.utf8)] == nil { names.append(name) }
            byName[Array(name.utf8), default: []].append(item)
        }
        servers = names.map { name in
            let items = byName[Array(name.utf8)]!
            // What is open answers before what is locked.
            return Server(name: name, items: items.filter { !$0.isLocked } + items.filter(\.isLocked))
        }
    }

    /// Names of which the keyring has more than one item.
    var duplicates: [Server] { servers.filter { $0.items.count > 1 } }

    /// Names that mean the same server, where not all of them are of the same account.
    var disagreements: [[Server]] {
        var groups: [(identity: RegistryIdentity, servers: [Server])] = []
        for server in servers {
            guard let identity = RegistryIdentity(server.name) else { continue }
            if let index = groups.firstIndex(where: { $0.identity == identity }) {
                groups[index].servers.append(server)
            } else {
                groups.append((identity, [server]))
            }
        }
        return groups.map(\.servers).filter { servers in
            servers.contains { !$0.account.sameBytes(as: servers[0].account) }
        }
    }
}
