import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("JSON that is edited in place")
struct JSONDocumentTests {
    private func document(_ text: String) throws -> JSONDocument { try JSONDocument(Secret(text)) }

    @Test("Every value has its place")
    func places() throws {
        let text = #" { "a" : {"b\n": [1, "}"]}, "c":"x\u0079", "d": -1.5e3, "e": true, "f": null } "#
        let document = try document(text)
        func slice(_ range: Range<Int>?) -> String? {
            range.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
        }
        #expect(document.root.members.map(\.key) == ["a", "c", "d", "e", "f"])
        #expect(document.root.members.map(\.value.kind) == [.object, .string, .number, .boolean, .null])
        let inner = document.root.member("a")?.value
        #expect(slice(inner?.range) == #"{"b\n": [1, "}"]}"#)
        #expect(slice(inner?.member("b\n")?.keyRange) == #""b\n""#)
        #expect(slice(inner?.member("b\n")?.value.range) == #"[1, "}"]"#)
        #expect(slice(document.root.member("d")?.value.range) == "-1.5e3")
        #expect(document.string(document.root.member("c")?.value) == "xy")
        #expect(document.secret(document.root.member("c")?.value)?.text == "xy")
        #expect(document.string(inner) == nil)
    }

    @Test(
        "What is broken is refused, with the place",
        arguments: [
            ("", "it is not valid JSON: see line 1, column 1"),
            ("{\n  \"a\": 1,\n}", "it is not valid JSON: see line 3, column 1"),
            ("{\"é\": 1 \"b\"}", "it is not valid JSON: see line 1, column 9"),
            ("{} {}", "it is not valid JSON: see line 1, column 4"),
            ("{\n\t\"a\": \"x\n}", "it is not valid JSON: see line 2, column 9"),
            ("{\"a\": tru}", "it is not valid JSON: see line 1, column 10"),
            ("\u{FEFF}{}", "it is not valid JSON: see line 1, column 1"),
            ("[]", "it is not a JSON object"), ("1", "it is not a JSON object"),
            ("{\"a\": 1, \"b\": {\"c\": 1,\n \"c\": 2}}", "it has \"c\" twice: see line 2, column 2"),
            ("{\"a\": 1, \"\\u0061\": 2}", "it has \"a\" twice: see line 1, column 10"),
        ]
    )
    func broken(_ text: String, message: String) {
        do {
            _ = try document(text)
            Issue.record("taken: \(text)")
        } catch {
            #expect((error as? JSONDocumentError)?.message == message)
        }
    }

    @Test("Nesting without end is refused, in objects and arrays")
    func depth() throws {
        for (open, close) in [("{\"a\":", "}"), ("[", "]")] {
            func nested(_ depth: Int) -> String {
                "{\"x\":" + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth) + "}"
            }
            _ = try document(nested(127))
            for depth in [128, 100_000] {
                #expect { try document(nested(depth)) } throws: { error in
                    if case .tooDeep? = error as? JSONDocumentError { true } else { false }
                }
            }
        }
    }

    @Test("Bytes that are not UTF-8 are refused")
    func notUTF8() {
        let text = Secret("{\"a")
        text.append(0xFF)
        text.append("\": 1}")
        #expect(throws: JSONDocumentError.notUTF8) { try JSONDocument(text) }
    }
}
