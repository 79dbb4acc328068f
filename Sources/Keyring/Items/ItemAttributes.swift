import CredentialHelper
import PersonalAccessToken

/// The attributes of an item, in a keyring of either kind. Those of an item of ours are the attributes of
/// docker-credential-secretservice's items, to the letter: with them its items are ours, and ours are its.
struct ItemAttributes: Equatable {
    /// Empty until read, and where a provider shows none.
    let values: [String: String]

    private static let schema = "io.docker.Credentials"

    /// What every item of ours has; the schema's name is no part of it, because on a keyring that has never been
    /// unlocked a search for it finds nothing.
    static let searchMarker = ["docker_cli": "1"]

    init(_ values: [String: String] = [:]) {
        self.values = values
    }

    /// Providers replace an item by a subset of its attributes, so all are always sent.
    init(server: String, username: String) {
        let own = [
            "xdg:schema": Self.schema, "label": "Docker Credentials", "server": server, "username": username,
        ]
        values = own.merging(Self.searchMarker) { own, _ in own }
    }

    /// The same with a record of the secret's expiry, or with an empty one.
    func recording(_ expiry: ExpiryRecord?) -> ItemAttributes {
        ItemAttributes(values.merging([ExpiryRecord.attribute: expiry?.text ?? ""]) { _, new in new })
    }

    var server: String? { values["server"] }
    var username: String { values["username"] ?? "" }
    var expiryRecord: ExpiryRecord? { ExpiryRecord(values[ExpiryRecord.attribute]) }

    var isDockerCredential: Bool { values["xdg:schema"] == Self.schema && server != nil }

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
