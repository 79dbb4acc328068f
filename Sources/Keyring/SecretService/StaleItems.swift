/// The items that are found again and again, and each time are not there.
struct StaleItems {
    private var misses: [String: Int] = [:]

    /// Notes that the item at this path was found and was not there.
    mutating func noteMiss(of path: String) { misses[path, default: 0] += 1 }

    /// Whether there is no such item, rather than a new one in its place.
    func contains(_ path: String) -> Bool { misses[path, default: 0] >= 10 }
}
