import CredentialHelper

/// One request to a web server.
struct HTTPRequest {
    enum Method: String {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// What is sent along, whole.
    struct Content {
        let type: String
        let bytes: Secret
    }

    var method = Method.get
    let address: WebAddress
    var credential: HTTPCredential?
    var content: Content?

    /// Whether it may be sent again when nobody knows what came of it: all but POST are idempotent (RFC 9110,
    /// section 9.2.2).
    var isRepeatable: Bool { method != .post }

    /// What must not be seen in anything that the server has to say.
    var secrets: [Secret] { (credential?.secrets ?? []) + (content.map { [$0.bytes] } ?? []) }
}

extension HTTPRequest.Content {
    /// A form (WHATWG URL, `application/x-www-form-urlencoded`), with a secret as its last field.
    init(form fields: KeyValuePairs<String, String>, secretName: String, secret: Secret) {
        let bytes = Secret(capacity: 256 + secret.count * 3)
        for (name, value) in fields {
            for byte in "\(name)=\(PercentEncoding.text(value))&".utf8 { bytes.append(byte) }
        }
        for byte in "\(secretName)=".utf8 { bytes.append(byte) }
        secret.expose { PercentEncoding.encode($0, receive: bytes.append) }
        self.init(type: "application/x-www-form-urlencoded", bytes: bytes)
    }
}
