import Testing

@testable import Issuers

@Suite("A server's challenge")
struct AuthenticationChallengeTests {
    private func schemes(_ header: String) -> [String]? {
        AuthenticationChallenge.challenges(in: header)?.map { challenge in
            let parameters = challenge.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return ([challenge.scheme] + parameters).joined(separator: " ")
        }
    }

    @Test(
        "Its schemes and their parameters",
        arguments: [
            (#"Basic realm="a""#, ["basic realm=a"]),
            ("BEARER Realm=x,service = y", ["bearer realm=x service=y"]),
            (#"Bearer realm="https://a/b?c=d,e",service="s\"q""#, [#"bearer realm=https://a/b?c=d,e service=s"q"#]),
            (#"Negotiate, Basic realm="a", charset=UTF-8"#, ["negotiate", "basic charset=UTF-8 realm=a"]),
            (#"Negotiate dG9rZW4=, Bearer realm="a""#, ["negotiate", "bearer realm=a"]),
            (#"Bearer realm="first",realm="second""#, ["bearer realm=first"]),
            ("", []), (" , ", []), ("Basic", ["basic"]), ("Bearer realm=", ["bearer"]),
        ]
    )
    func parsed(_ header: String, schemes: [String]) {
        #expect(self.schemes(header) == schemes)
    }

    @Test(
        "What is of another form",
        arguments: [#"Bearer realm="a"#, #"Bearer a=b, "c""#, "=", "Bearer realm=a\u{1}", "(x)"]
    )
    func refused(_ header: String) {
        #expect(schemes(header) == nil)
    }
}
