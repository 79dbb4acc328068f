/// What there is to show of one profile, or of all.
struct Overview {
    struct Part {
        let profile: Profile
        var snapshot: Snapshot
    }

    /// One for each profile.
    var parts: [Part]
    /// The profile that was asked for; `nil` when none was.
    let chosen: Profile?
    /// Whether there may be more, which a locked keyring does not even name.
    private(set) var isIncomplete: Bool
    /// What else is to be said of that keyring.
    var lock: KeyringError { parts.first(where: \.snapshot.isIncomplete)?.snapshot.lock ?? .locked }

    init(_ snapshot: Snapshot, of profile: Profile, chosen: Profile?) {
        parts = [Part(profile: profile, snapshot: snapshot)]
        self.chosen = chosen
        isIncomplete = snapshot.isIncomplete
    }

    /// That of the chosen profile, which is the store's; when there is none, of every profile in which the keyring
    /// keeps something, and of the default one.
    init(of store: any CredentialStore, chosen: Profile?) throws(KeyringError) {
        self.init(try store.snapshot(of: nil), of: store.profile, chosen: chosen)
        if chosen != nil { return }
        let others = try store.profiles()
        isIncomplete = isIncomplete || others.isIncomplete
        for profile in others.named {
            let snapshot = try store.inProfile(profile).snapshot(of: nil)
            parts.append(Part(profile: profile, snapshot: snapshot))
            isIncomplete = isIncomplete || snapshot.isIncomplete
        }
    }
}
