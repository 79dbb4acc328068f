/// What holds for every request.
struct HTTPSettings {
    /// For one request, in seconds.
    let limit: Int
    let userAgent: String
    /// The certificates to trust in place of the system's, named as for OpenSSL and Go: libcurl does not look there.
    let certificateFile: String?
    let certificateDirectory: String?
    /// Where registries have certificates of their own.
    let certificateRoots: [String]
    /// The variable that has libcurl go through a proxy; for some hosts another one may say that it is not to.
    let proxyVariable: String?

    init(environment: [String: String], limit: Int, version: String) {
        self.limit = limit
        userAgent = "docker-credential-pat/\(version)"
        certificateFile = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        certificateDirectory = environment["SSL_CERT_DIR"].flatMap { $0.isEmpty ? nil : $0 }
        certificateRoots = RegistryCertificates.roots(environment)
        proxyVariable = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].first {
            environment[$0]?.isEmpty == false
        }
    }

    /// For people; `nil` for the system's.
    var certificatePath: String? { certificateFile ?? certificateDirectory }
}
