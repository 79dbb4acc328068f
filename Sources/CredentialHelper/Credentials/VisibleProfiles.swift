/// The profiles in which something is kept.
package struct VisibleProfiles {
    /// All but the default one, which is always there, sorted by name.
    package let named: [Profile]
    /// Whether there may be more, which a locked keyring does not even name.
    package let isIncomplete: Bool

    package init(_ profiles: some Sequence<Profile>, isIncomplete: Bool) {
        named = Set(profiles).subtracting([.default]).sorted { $0.precedes($1) }
        self.isIncomplete = isIncomplete
    }
}
