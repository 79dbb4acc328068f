import TestSupport
import Testing

@testable import CredentialHelper

@Suite("What store reads")
struct StoreRequestTests {
    private func parse(_ text: String) throws(HelperError) -> [String] {
        let credential = try StoreRequest(Secret(text)).credential
        return [credential.server, credential.username, credential.secret.text]
    }

    @Test(
        "Every form of a good request",
        arguments: [
            #"{"ServerURL":"s","Username":"u","Secret":"x"}"#,
            " \r\n\t{ \"Secret\" : \"x\" ,\n\"ServerURL\":\"s\",\"Username\":\"u\" } \r\n\r\n",
            #"{"serverurl":"s","USERNAME":"u","sEcReT":"x"}"#,
            #"{"\u017ferverURL":"s","Username":"u","Secret":"x"}"#,
            #"{"A":[{"b":[[],{}]},-0.5e+3,true,false,null],"ServerURL":"s","Username":"u","Secret":"x","Z":"}"}"#,
            #"{"Secret":"old","ServerURL":"s","Username":"u","SECRET":"x"}"#,
            #"{"ServerURL":"s","Username":"u","Secret":"x","secret":null}"#,
            #"{"ServerURL":" s\n","Username":"u","Secret":"x"}"#,
        ]
    )
    func good(_ text: String) throws {
        #expect(try parse(text) == ["s", "u", "x"])
    }

    @Test("docker's escapes")
    func escapes() throws {
        let text =
            #"{"ServerURL":"https:\/\/h","Username":"\u003ctoken\u003e","Secret":"\"\\\b\f\n\r\t\ud83d\uDE00é\ud800"}"#
        #expect(try parse(text) == ["https://h", "<token>", "\"\\\u{8}\u{C}\n\r\t😀é\u{FFFD}"])
    }

    @Test(
        "Each fault has its own error",
        arguments: [
            ("", .emptyInput), (" \r\n", .emptyInput), ("{", .inputNotJSON), ("nonsense", .inputNotObject),
            ("[]", .inputNotObject), ("null", .inputNotObject), ("\"x\"", .inputNotObject), ("{}{}", .inputNotJSON),
            (#"{"ServerURL":"s","Username":"u","Secret":"x"}x"#, .inputNotJSON),
            (#"{"ServerURL":"s","Username":"u","Secret":"x",}"#, .inputNotJSON),
            (#"{"ServerURL":"s" "Username":"u","Secret":"x"}"#, .inputNotJSON),
            (#"{"ServerURL":"s","Username":"u","Secret":"x"#, .inputNotJSON),
            (#"{ServerURL:"s"}"#, .inputNotJSON), (#"{"Secret":"\x"}"#, .inputNotJSON),
            ("{\"Secret\":\"a\nb\"}", .inputNotJSON), (#"{"Secret":"\u12"}"#, .inputNotJSON),
            ("\u{FEFF}{}", .inputNotObject), (#"{"x":tru}"#, .inputNotJSON), (#"{"x":01}"#, .inputNotJSON),
            (#"{"Secret":5}"#, .notString(.secret)), (#"{"ServerURL":[]}"#, .notString(.serverURL)),
            (#"{"username":{}}"#, .notString(.username)),
            ("{}", .noServer), (#"{"ServerURL":"","Username":"u","Secret":"x"}"#, .noServer),
            (#"{"ServerURL":" ","Username":"u","Secret":"x"}"#, .noServer),
            (#"{"ServerURL":"s","Username":"","Secret":"x"}"#, .noUsername),
            (#"{"ServerURL":"s","Username":"u","Secret":""}"#, .noSecret),
            (#"{"ServerURL":"s","Username":"u"}"#, .noSecret),
            (#"{"ServerURL":"a\nb","Username":"u","Secret":"x"}"#, .controlCharacter(in: .serverURL)),
            (#"{"ServerURL":"a\u0000","Username":"u","Secret":"x"}"#, .controlCharacter(in: .serverURL)),
            (#"{"ServerURL":"s","Username":"u\u007f","Secret":"x"}"#, .controlCharacter(in: .username)),
            (#"{"ServerURL":"s","Username":"u","Secret":"x\u0000y"}"#, .nulInSecret),
        ] as [(String, HelperError)]
    )
    func faults(_ text: String, error: HelperError) {
        #expect(throws: error) { try parse(text) }
    }

    @Test(
        "Bytes that are no UTF-8",
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]] as [[UInt8]]
    )
    func notUTF8(_ bytes: [UInt8]) {
        let input = Secret(#"{"ServerURL":"s","Username":"u","Secret":""#)
        bytes.withUnsafeBufferPointer(input.append)
        input.append(#""}"#)
        #expect(throws: HelperError.inputNotUTF8) { try StoreRequest(input) }
    }

    @Test("Nesting is followed without recursion, and not for ever")
    func nesting() throws {
        let rest = #","ServerURL":"s","Username":"u","Secret":"x"}"#
        func nested(_ depth: Int) -> String {
            #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + rest
        }
        #expect(try parse(nested(128)) == ["s", "u", "x"])
        #expect(throws: HelperError.inputTooDeep) { try parse(nested(129)) }
        #expect(throws: HelperError.inputTooDeep) { try parse(String(repeating: #"{"a":["#, count: 100_000)) }
    }
}
