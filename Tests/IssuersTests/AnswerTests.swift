import CredentialHelper
import PersonalAccessToken
import TestSupport
import Testing

@testable import Issuers

@Suite("What a server answers")
struct AnswerTests {
    private func object(_ text: String) throws -> AnswerObject { try AnswerObject(Secret(text)) }

    @Test("Values by their keys; another type counts as not there")
    func values() throws {
        let answer = try object(
            #" {"s":"a\u00e4","n": -1.5,"t":true,"z":null,"o":{"s":"in"},"l":[{"s":"1"},2,{"s":"3"}],"w":["x","y",1]} "#
        )
        #expect(answer.string("s") == "aä" && answer.string("n") == nil && answer.string("x") == nil)
        #expect(answer.secret("s")?.text == "aä" && answer.secret("t") == nil)
        #expect(answer.number("n") == "-1.5" && answer.number("s") == nil)
        #expect(answer.isTrue("t") && !answer.isTrue("s") && answer.isNull("z") && !answer.isNull("x"))
        #expect(answer.object("o")?.string("s") == "in" && answer.object("l") == nil)
        #expect(answer.objects("l")?.map { $0.string("s") } == ["1", "3"] && answer.objects("o") == nil)
        #expect(answer.strings("w") == ["x", "y"])
    }

    @Test("An empty secret is none")
    func emptySecret() throws {
        #expect(try object(#"{"token":""}"#).secret("token") == nil)
    }

    @Test("What is no object", arguments: ["", "[]", "{", #"{"a":1}x"#, "null", "<html>", #"{"a":"\#u{1}"}"#])
    func refused(_ text: String) {
        #expect(throws: JSONError.self) { try object(text) }
    }

    @Test("Nesting without end is refused, at once")
    func deep() {
        for text in [String(repeating: "[", count: 10_000), String(repeating: #"{"a":"#, count: 10_000)] {
            #expect(throws: JSONError.tooDeep) { try object(#"{"a":"# + text) }
        }
    }

    @Test(
        "The words of an error",
        arguments: [
            (#"{"message":"m","detail":"d"}"#, "m"), (#"{"detail":"d"}"#, "d"), (#"{"errinfo":"e"}"#, "e"),
            (#"{"fields":{},"text":"t"}"#, "t"), (#"{"errors":[{"code":"X","message":"r"}]}"#, "r"),
            (#"{"error":"invalid_grant","error_description":"o"}"#, "o"), (#"{"message":""}"#, nil), ("<html>", nil),
        ] as [(String, String?)]
    )
    func words(_ body: String, text: String?) {
        #expect(ServerWords(in: Secret(body), hiding: []).text == text)
    }

    @Test("Words with a piece of a secret in them are none")
    func secretWords() {
        let secret = Secret("abcdefghijklmnop")
        for words in ["abcdefghijklmnop", "you sent ghijklmn", "xabcdefgh"] {
            #expect(ServerWords(in: Secret(#"{"message":"\#(words)"}"#), hiding: [secret]).text == nil)
        }
        #expect(ServerWords(in: Secret(#"{"message":"abcdefg hijklmn"}"#), hiding: [secret]).text != nil)
        #expect(ServerWords(in: Secret(#"{"message":"x abc y"}"#), hiding: [Secret("abc")]).text == nil)
    }

    @Test("Long words are cut")
    func longWords() {
        let body = #"{"message":"\#(String(repeating: "x", count: 1000))"}"#
        #expect(ServerWords(in: Secret(body), hiding: []).text?.count == 200)
    }
}
