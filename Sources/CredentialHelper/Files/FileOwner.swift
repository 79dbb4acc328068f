package import Glibc

/// Whose a file is.
package enum FileOwner {
    /// Whether this is the user, or root, who can do everything anyway.
    package static func isTrusted(_ owner: uid_t) -> Bool {
        owner == 0 || owner == geteuid() || (owner == unknown && isInUserNamespace)
    }

    /// The directory of somebody else in which, or below which, something made at the absolute `path` would be; `nil`
    /// when there is none. Made by root in a person's home (`sudo -E`), it would keep that person out. A link of
    /// somebody else's counts, too, wherever it leads.
    package static func foreignDirectory(of path: String) -> String? {
        let nearest = nearestDirectory(above: path)
        return foreignDirectory(onWayTo: nearest) ?? foreignDirectory(onWayTo: linkTarget(of: nearest))
    }

    /// A home may well be below a directory of some other account: only for root are all directories looked at.
    private static func foreignDirectory(onWayTo path: String) -> String? {
        var components = path.split(separator: "/")
        var foreign: String?
        while !components.isEmpty {
            let directory = "/" + components.joined(separator: "/")
            var status = stat()
            if lstat(directory, &status) == 0, !isTrusted(status.st_uid) { foreign = directory }
            if geteuid() != 0 { break }
            components.removeLast()
        }
        return foreign
    }

    /// The number that the kernel shows for owners who have none in a user namespace (user_namespaces(7)). Rootless
    /// podman runs a helper in such a namespace, where root of the machine has none: its files could not be told from
    /// those of other users, and all of them count as root's.
    private static var unknown: uid_t? { text("/proc/sys/kernel/overflowuid").flatMap { uid_t($0) } }

    package static var isInUserNamespace: Bool { text("/proc/self/uid_map").map(isOfUserNamespace) ?? false }

    /// Whether `/proc/self/uid_map` says so: the namespace that a machine starts with has every number, as itself.
    static func isOfUserNamespace(_ map: String) -> Bool {
        map.split(whereSeparator: \.isWhitespace) != ["0", "0", "4294967295"]
    }

    private static func text(_ path: String) -> String? {
        FileAccess.text(ofFile: path, limit: 4096).map { String($0.filter { $0 != "\n" }) }
    }
}
