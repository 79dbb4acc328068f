/// A set of credentials of its own in the same keyring, by name, such as `work`: for several accounts of one registry.
/// Profiles never see each other's credentials.
package struct Profile: Hashable, Sendable {
    package let name: String

    /// The one of whoever names none.
    package static let `default` = Profile(unchecked: "default")

    private static let longest = 32

    /// What a name must be, as in "--profile is not …".
    static let expected = "a profile's name: a-z, 0-9 and -, at most \(longest) of them, the first no -"

    /// `nil` unless the name is of the form `[a-z0-9][a-z0-9-]*`, and at most 32 characters long.
    package init?(_ name: String) {
        let isWellFormed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isWellFormed, (1...Self.longest).contains(name.utf8.count), name.first != "-" else { return nil }
        self.init(unchecked: name)
    }

    private init(unchecked name: String) {
        self.name = name
    }

    package var isDefault: Bool { self == .default }

    /// The order in which profiles are shown: the default one first.
    package func precedes(_ other: Profile) -> Bool {
        isDefault != other.isDefault ? isDefault : name < other.name
    }

    /// What follows `docker-credential-` in the name of the program that keeps it, as clients have to write it.
    var helperName: String { isDefault ? "pat" : "pat-\(name)" }

    /// The profile of the program that clients name so; `nil` for another program, and for none's name.
    init?(helperName: String) {
        if helperName == Self.default.helperName {
            self = .default
        } else {
            guard helperName.hasPrefix("pat-") else { return nil }
            self.init(String(helperName.dropFirst("pat-".count)))
        }
    }

    /// Where something is kept, for people: `ghcr.io`, or `ghcr.io in the profile work`.
    func place(of server: String) -> String {
        server.printableName + (isDefault ? "" : " in the profile \(name)")
    }

    /// What is put before a text of a named profile's credential.
    var prefix: String { isDefault ? "" : "profile \(name): " }
}
