/// One item of the provider's that may be a credential of ours.
struct SecretServiceItem {
    let path: String
    let isLocked: Bool
    /// Empty until read. A GNOME keyring that has not been unlocked since its daemon started shows hashes here.
    var attributes = ItemAttributes()

    func with(_ attributes: [String: String]) -> SecretServiceItem {
        SecretServiceItem(path: path, isLocked: isLocked, attributes: ItemAttributes(attributes))
    }

    /// Whether it is in GNOME Keyring's collection in memory.
    var isVolatile: Bool { isIn(SecretService.volatileCollection) }

    func isIn(_ collection: String) -> Bool { path.hasPrefix("\(collection)/") }

    /// Whether only unlocking can tell what it is.
    var hasHiddenAttributes: Bool { isLocked && attributes.server == nil }
}
