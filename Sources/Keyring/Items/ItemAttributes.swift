import CredentialHelper
import PersonalAccessToken

/// The attributes of an item, in a keyring of either kind. Those of an item of the default profile are those of
/// docker-credential-secretservice's items, to the letter: with them its items are ours, and ours are its.
///
/// Those of another profile have the same names, and differ by what docker-credential-secretservice looks for:
/// `docker_cli` and the schema when it gets and erases, `label` when it lists. Helpers of ours that know no profiles
/// ask the Secret Service for `docker_cli`, and take from the encrypted file what has the schema.
struct ItemAttributes: Equatable {
    /// Empty until read, and where a provider shows none.
    let values: [String: String]

    /// What every item of the profile has, and no other; the schema's name is no part of it, because on a keyring that
    /// has never been unlocked a search for it finds nothing.
    static func searchMarker(of profile: Profile) -> [String: String] {
        [profileAttribute: profile.isDefault ? defaultMark : profileMark + profile.name]
    }

    /// What every item of every named profile has, and no other.
    static let markerOfNamedProfiles = ["label": namedKind.label]

    private static let profileAttribute = "docker_cli"
    private static let defaultMark = "1"
    private static let profileMark = "profile:"

    /// What the items of some profiles have in common.
    private struct Kind {
        let schema: String
        let label: String
    }

    private static let defaultKind = Kind(schema: "io.docker.Credentials", label: "Docker Credentials")
    private static let namedKind = Kind(
        schema: "io.docker.Credentials.Profile",
        label: "Docker Credentials of a profile"
    )

    init(_ values: [String: String] = [:]) {
        self.values = values
    }

    /// Providers replace an item by a subset of its attributes, so all are always sent.
    init(server: String, username: String, in profile: Profile) {
        let kind = profile.isDefault ? Self.defaultKind : Self.namedKind
        let own = ["xdg:schema": kind.schema, "label": kind.label, "server": server, "username": username]
        values = own.merging(Self.searchMarker(of: profile)) { own, _ in own }
    }

    /// The same with a record of the secret's expiry, or with an empty one.
    func recording(_ expiry: ExpiryRecord?) -> ItemAttributes {
        ItemAttributes(values.merging([ExpiryRecord.attribute: expiry?.text ?? ""]) { _, new in new })
    }

    /// What keyring managers show a person.
    var itemLabel: String {
        guard let profile, !profile.isDefault else { return server ?? "" }
        return "\(server ?? "") (profile \(profile.name))"
    }

    var server: String? { values["server"] }
    var username: String { values["username"] ?? "" }
    var expiryRecord: ExpiryRecord? { ExpiryRecord(values[ExpiryRecord.attribute]) }

    /// Whose credential it is; `nil` when it is none of ours.
    var profile: Profile? {
        guard server != nil, let mark = values[Self.profileAttribute] else { return nil }
        switch values["xdg:schema"] {
        case Self.defaultKind.schema: return mark == Self.defaultMark ? .default : nil
        case Self.namedKind.schema:
            guard mark.hasPrefix(Self.profileMark) else { return nil }
            let profile = Profile(String(mark.dropFirst(Self.profileMark.count)))
            return profile?.isDefault == true ? nil : profile
        default: return nil
        }
    }

    func isCredential(in profile: Profile) -> Bool { self.profile == profile }

    func isOf(server: String) -> Bool { self.server?.sameBytes(as: server) == true }
}

extension ItemAttributes {
    var account: Account {
        Account(server: server ?? "", username: username, recordedExpiry: expiryRecord?.expiry ?? .unknown)
    }

    /// The credential that they make with the item's secret.
    func credential(with secret: Secret) -> Credential {
        Credential(
            server: server ?? "",
            username: username,
            secret: secret,
            recordedExpiry: expiryRecord.flatMap { $0.isOf(secret) ? $0.expiry : nil } ?? .unknown
        )
    }
}
