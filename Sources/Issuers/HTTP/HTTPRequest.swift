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
    /// What is trusted besides the system's certificates.
    var certificates: RegistryCertificates?
    /// Called with each piece of the answer's body when it arrives, before anything is made of it.
    var receive: ((UnsafeBufferPointer<UInt8>) -> Void)?

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

extension HTTPRequest.Content {
    /// A value in an object of JSON.
    enum Value {
        case text(String)
        case secret(Secret)
        case texts([String])
        case flag(Bool)
    }

    /// An object of JSON (RFC 8259).
    init(json fields: [(String, Value)]) {
        let bytes = Secret(capacity: 1024)
        for (index, (name, value)) in fields.enumerated() {
            bytes.append(index == 0 ? "{" : ",")
            bytes.appendJSON(name)
            bytes.append(":")
            bytes.append(value)
        }
        bytes.append("}")
        self.init(type: "application/json", bytes: bytes)
    }

    init(json fields: KeyValuePairs<String, Value>) {
        self.init(json: fields.map { ($0.key, $0.value) })
    }
}

extension Secret {
    fileprivate func append(_ value: HTTPRequest.Content.Value) {
        switch value {
        case .text(let text): appendJSON(text)
        case .secret(let secret): secret.expose { appendJSON($0) }
        case .flag(let flag): append(flag ? "true" : "false")
        case .texts(let texts):
            append("[")
            for (index, text) in texts.enumerated() {
                if index > 0 { append(",") }
                appendJSON(text)
            }
            append("]")
        }
    }
}
