/// What is known of a token besides its bytes.
struct TokenContext {
    /// The user name that goes with it; empty when none is known.
    let username: String
    /// The registry that it is for, as clients write it.
    let registry: String?

    /// The public service that the registry belongs to; `nil` for any other, or without a registry.
    var service: RegistryService? { registry.flatMap(RegistryService.init(usedAt:)) }

    /// `organization+robot` (Quay): both of letters, digits and `.-_`, which leaves out mail addresses.
    var isQuayRobot: Bool {
        let parts = username.utf8.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { Alphabet.base64URL.contains($0) || $0 == UInt8(ascii: ".") }
            }
    }

    /// `robot$…` (Harbor; an installation may have another prefix).
    var isHarborRobot: Bool { username.utf8.starts(with: "robot$".utf8) }

    /// The UUID of zeros (Azure; Microsoft, "Authenticate with a container registry").
    var isAzureTokenUser: Bool { username == "00000000-0000-0000-0000-000000000000" }
}
