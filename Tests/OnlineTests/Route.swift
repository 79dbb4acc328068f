import Foundation

/// What a web server of the test answers to one request.
struct Route: Encodable {
    enum Kind: String, Encodable {
        /// Status, headers and body.
        case answer
        /// The body, byte for byte, in place of an answer.
        case raw
        /// As `answer`, once as many as the test says are waiting.
        case together
        /// A hundred megabytes.
        case huge
        /// A byte a second.
        case slow
        /// The credential comes back in the words of the error.
        case echo
        /// A token server's answer.
        case token
        /// A registry's answer: it lets in who comes with a token that a token server has given out.
        case bearer
    }

    let method: String
    let host: String
    /// Without a query.
    let path: String
    var kind = Kind.answer
    /// The value that this header must have; `nil` for any, or none.
    var authorization: String?
    /// Which header that is, if not `Authorization`.
    var header: String?
    let status: Int
    var headers: [[String]] = []
    var body = ""
    /// How often it is played; less than 0 for ever.
    var times = -1

    /// - Parameter request: such as `GET ghcr.io/v2/`.
    init(_ request: String, status: Int = 200, kind: Kind = .answer, body: String = "{}", times: Int = -1) {
        let parts = request.split(separator: " ")
        let slash = parts[1].firstIndex(of: "/")!
        method = String(parts[0])
        host = String(parts[1][..<slash])
        path = String(parts[1][slash...])
        self.status = status
        self.kind = kind
        self.body = body
        self.times = times
    }

    func with(_ name: String, _ value: String) -> Route {
        var route = self
        route.headers.append([name, value])
        return route
    }

    /// Only for a request with this header.
    func given(_ value: String, in header: String = "Authorization") -> Route {
        var route = self
        (route.authorization, route.header) = (value, header)
        return route
    }
}

extension Route {
    /// A registry that asks for a password, and lets in who has this one.
    static func basicRegistry(_ host: String, password: String, of username: String = "octavia") -> [Route] {
        let header = "Basic \(("\(username):\(password)").base64)"
        return [
            Route("GET \(host)/v2/").given(header),
            Route("GET \(host)/v2/", status: 401).with("WWW-Authenticate", #"Basic realm="test""#),
        ]
    }

    /// A registry that asks for the token of a token server, which gives one to whoever has this password.
    static func tokenRegistry(
        _ host: String,
        realm: String,
        password: String,
        of username: String = "octavia"
    ) -> [Route] {
        let challenge = #"Bearer realm="\#(realm)",service="\#(host)""#
        let server = realm.split(separator: "/", maxSplits: 1)[1].dropFirst()
        return [
            Route("GET \(host)/v2/").given("Bearer short-lived"),
            Route("GET \(host)/v2/", status: 401).with("WWW-Authenticate", challenge),
            Route("GET \(server)", body: #"{"token":"short-lived"}"#)
                .given("Basic \(("\(username):\(password)").base64)"),
            Route("GET \(server)", status: 401, body: #"{"details":"incorrect username or password"}"#),
        ]
    }
}

extension String {
    var base64: String { Data(utf8).base64EncodedString() }
}
