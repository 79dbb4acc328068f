import CredentialHelper

/// Where a registry is asked.
struct RegistryHost {
    /// The address of its API, in the order in which to try them (OCI Distribution Specification, section "Endpoints").
    let addresses: [WebAddress]
    /// Host and port, as the server's name has them.
    let authority: String

    /// - Parameter server: as a client stores it.
    init(_ server: String) throws(OnlineError) {
        guard let place = NetworkPlace(server) else { throw .notAHost }
        authority = place.authority
        let schemes: [String] =
            switch place.scheme {
            // docker, too, tries both for a registry on this machine; not where somebody has said https.
            case nil: WebAddress.isLoopback(place.authority) ? ["https", "http"] : ["https"]
            case let scheme?: [scheme]
            }
        var addresses: [WebAddress] = []
        for scheme in schemes { addresses.append(try WebAddress("\(scheme)://\(place.authority)/v2/")) }
        self.addresses = addresses
    }
}
