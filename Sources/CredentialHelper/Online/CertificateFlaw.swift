/// Why a host's certificate does not prove who it is.
package enum CertificateFlaw {
    case expired
    case notYetValid
    /// Nobody who is trusted has signed it.
    case unknownIssuer
    case otherName
    /// It is another one.
    case invalid

    var message: String {
        switch self {
        case .expired: "its certificate has expired"
        case .notYetValid: "its certificate is not valid yet"
        case .unknownIssuer: "its certificate is from nobody who is trusted"
        case .otherName: "its certificate is for another name"
        case .invalid: "its certificate is not valid"
        }
    }
}
