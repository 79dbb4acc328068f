import PersonalAccessToken
import Testing

@Suite("What a JWT says")
struct JSONWebTokenTests {
    @Test(
        "The expiry, whatever `exp` is",
        arguments: [
            (#"{"exp":1900000000}"#, Expiry.at(UnixTime(seconds: 1_900_000_000))),
            (#"{"exp":1.9e9}"#, .at(UnixTime(seconds: 1_900_000_000))),
            (#"{"exp":19000000000E-1}"#, .at(UnixTime(seconds: 1_900_000_000))),
            (#"{"exp":1899999999.999}"#, .at(UnixTime(seconds: 1_899_999_999))),
            (#"{"exp":1900000000.0}"#, .at(UnixTime(seconds: 1_900_000_000))),
            (#"{"exp":1}"#, .at(UnixTime(seconds: 1))),
            (#"{"exp":99999999999.9}"#, .at(UnixTime(seconds: 99_999_999_999))),
            (#"{"exp":0}"#, .unknown),
            (#"{"exp":-0.0e99999999999999999999}"#, .unknown),
            (#"{"exp":-1}"#, .unknown),
            (#"{"exp":-1.5}"#, .unknown),
            (#"{"exp":-1e-300}"#, .unknown),
            (#"{"exp":1e-300}"#, .unknown),
            (#"{"exp":100000000000}"#, .unknown),
            (#"{"exp":1900000000000}"#, .unknown),
            (#"{"exp":1e300}"#, .unknown),
            (#"{"exp":-1e300}"#, .unknown),
            (#"{"exp":1e99999999999999999999999}"#, .unknown),
            (#"{"exp":1\#(String(repeating: "0", count: 99))}"#, .unknown),
            (#"{"exp":\#(String(repeating: "9", count: 100))e-90}"#, .at(UnixTime(seconds: 9_999_999_999))),
            (#"{"exp":0.\#(String(repeating: "0", count: 90))19e100}"#, .at(UnixTime(seconds: 1_900_000_000))),
            (#"{"exp":9223372036854775808}"#, .unknown),
            (#"{"exp":1,"exp":1900000000}"#, .at(UnixTime(seconds: 1_900_000_000))),
            (#"{"exp":1,"exp":null}"#, .unknown),
            (#"{"\u0065xp":1900000000}"#, .at(UnixTime(seconds: 1_900_000_000))),
            (#"{"EXP":1900000000}"#, .unknown),
            (#"{"exp":"1900000000"}"#, .unknown),
            (#"{"exp":null}"#, .unknown),
            (#"{"exp":true}"#, .unknown),
            (#"{"exp":[1900000000]}"#, .unknown),
            (#"{"nested":{"exp":1900000000}}"#, .unknown),
            (#"{}"#, .unknown),
            (" { \"exp\" : 1900000000 } \n", .at(UnixTime(seconds: 1_900_000_000))),
        ]
    )
    func expiry(claims: String, expiry: Expiry) {
        let token = Token(inspecting: Fixture.jwt(claims))
        #expect(token.kind == .jsonWebToken)
        #expect(token.flaw == nil)
        #expect(token.expiry == expiry)
    }

    @Test(
        "ECR's `expiration` is read in the same way",
        arguments: [
            ("", Expiry.unknown), (#","expiration":"1900000000""#, .unknown), (#","expiration":1e300"#, .unknown),
            (#","expiration":-5"#, .unknown), (#","expiration":1900000000000"#, .unknown),
            (#","expiration":1.9e9"#, .at(UnixTime(seconds: 1_900_000_000))),
        ]
    )
    func ecr(member: String, expiry: Expiry) {
        let token = Token(inspecting: Fixture.ecr(member), username: "AWS")
        #expect(token.kind == .ecrAuthorizationToken)
        #expect(token.flaw == nil)
        #expect(token.expiry == expiry)
    }

    @Test(
        "Made for a day or less, it is short-lived",
        arguments: [
            (#"{"exp":1900000000,"iat":1899996400}"#, true), (#"{"iat":1899913600,"exp":1900000000}"#, true),
            (#"{"exp":1900000000,"iat":1900000000}"#, true), (#"{"exp":1900000000,"iat":1.8999964e9}"#, true),
            (#"{"exp":1900000000,"iat":1899913599}"#, false), (#"{"exp":1900000000,"iat":1900000001}"#, false),
            (#"{"exp":1900000000}"#, false), (#"{"iat":1899996400}"#, false),
            (#"{"exp":1900000000,"iat":"1899996400"}"#, false), (#"{"exp":3600,"iat":0}"#, false),
            (#"{"exp":1900000000000,"iat":1899999999000}"#, false),
        ]
    )
    func shortLived(claims: String, isShortLived: Bool) {
        #expect(Token(inspecting: Fixture.jwt(claims)).isShortLived == isShortLived)
        // What holds for all of its kind holds for a token that says nothing.
        #expect(Token(inspecting: Fixture.ecr(""), username: "AWS").isShortLived)
    }

    @Test(
        "The parts that do not decode",
        arguments: [
            ("eyJhbGci.e30.c2ln", Token.ValidationError.Part.header),
            ("eyJ!.e30.c2ln", .header),
            (Fixture.jwt(header: #"{"typ":"JWT"}"#, "{}"), .header),
            (Fixture.jwt(header: #"{"alg":5}"#, "{}"), .header),
            (Fixture.jwt("[]"), .payload),
            (Fixture.jwt(""), .payload),
            (Fixture.jwt("{\"exp\":1"), .payload),
            (Fixture.jwt("{}{}"), .payload),
            (Fixture.jwt(#"{"exp":01}"#), .payload),
            (
                Fixture.jwt("{\"a\":" + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "}"),
                .payload
            ),
            (String(Fixture.jwt("{}").prefix { $0 != "." }) + ".", .payload),
            (Fixture.jwt("{}", signature: ""), .signature),
            (Fixture.jwt("{}", signature: "a"), .signature),
            (Fixture.jwt("{}", signature: "ab=="), .signature),
            (Fixture.jwt("{}", signature: "+/+/"), .signature),
            (String(Fixture.jwt("{}").prefix { $0 != "." }) + ".e30", .signature),
        ]
    )
    func malformed(secret: String, part: Token.ValidationError.Part) {
        let token = Token(inspecting: secret)
        #expect(token.kind == .jsonWebToken)
        #expect(token.flaw == .malformedJSONWebToken(part))
        if part != .signature { #expect(token.expiry == .unknown) }
    }

    @Test(
        "Bits that base64url leaves over must be zero",
        arguments: [("YQ", true), ("YR", false), ("YWI", true), ("YWJ", false)]
    )
    func strayBits(signature: String, isWhole: Bool) {
        let flaw = Token(inspecting: Fixture.jwt("{}", signature: signature)).flaw
        #expect(flaw == (isWhole ? nil : .malformedJSONWebToken(.signature)))
    }

    @Test(
        "An issuer makes a kind only with all that belongs to it",
        arguments: [
            #"{"iss":"Azure Container Registry","grant_type":"access_token"}"#,
            #"{"iss":"https://login.docker.com.example/"}"#,
            #"{"iss":["https://login.docker.com/"]}"#,
            #"{"iss":"jfac"}"#,
        ]
    )
    func otherIssuers(claims: String) {
        #expect(Token(inspecting: Fixture.jwt(claims)).kind == .jsonWebToken)
    }
}
