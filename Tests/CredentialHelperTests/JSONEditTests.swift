import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Edits of JSON leave the rest as it is")
struct JSONEditTests {
    private func document(_ text: String) throws -> JSONDocument { try JSONDocument(Secret(text)) }

    @Test(
        "A new member is written as its neighbours are",
        arguments: [
            ("{}", "{\n\t\"k\": \"v\"\n}"),
            ("{ }\n", "{\n\t\"k\": \"v\"\n}\n"),
            (#"{"a":1}"#, #"{"a":1,"k":"v"}"#),
            (#"{"a": 1}"#, #"{"a": 1, "k": "v"}"#),
            (#"{ "a" : 1 }"#, #"{ "a" : 1, "k" : "v" }"#),
            ("{\n\t\"a\": 1\n}", "{\n\t\"a\": 1,\n\t\"k\": \"v\"\n}"),
            ("{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n", "{\r\n  \"a\": 1,\r\n  \"b\": 2,\r\n  \"k\": \"v\"\r\n}\r\n"),
        ]
    )
    func insertion(_ text: String, expected: String) throws {
        let edited = try document(text).setting("k", to: "v")
        #expect(edited.text.text == expected)
    }

    @Test(
        "Objects on the way are made, in the indentation of the rest",
        arguments: [
            ("{}", "{\n\t\"o\": {\n\t\t\"k\": \"v\"\n\t}\n}"),
            ("{\n  \"a\": 1\n}\n", "{\n  \"a\": 1,\n  \"o\": {\n    \"k\": \"v\"\n  }\n}\n"),
            ("{\n  \"o\": {},\n  \"a\": 1\n}\n", "{\n  \"o\": {\n    \"k\": \"v\"\n  },\n  \"a\": 1\n}\n"),
            ("{\r\n\t\"o\": null\r\n}", "{\r\n\t\"o\": {\r\n\t\t\"k\": \"v\"\r\n\t}\r\n}"),
            (#"{"a":1}"#, #"{"a":1,"o":{"k":"v"}}"#),
            (#"{"o":{"k":"old","z":[ 1 ]}}"#, #"{"o":{"k":"v","z":[ 1 ]}}"#),
        ]
    )
    func nested(_ text: String, expected: String) throws {
        #expect(try document(text).setting("k", to: "v", in: ["o"]).text.text == expected)
    }

    @Test(
        "A member goes with one comma",
        arguments: [
            (#"{"k": 1}"#, "{}"), (#"{ "k": 1, "b": 2 }"#, #"{ "b": 2 }"#), (#"{"a": 1}"#, #"{"a": 1}"#),
            (#"{"a": 1, "k": {"x": [1]}}"#, #"{"a": 1}"#),
            ("{\n\t\"a\": 1,\n\t\"k\": 2,\n\t\"b\": 3\n}", "{\n\t\"a\": 1,\n\t\"b\": 3\n}"),
        ]
    )
    func removal(_ text: String, expected: String) throws {
        #expect(try document(text).removing("k").text.text == expected)
        #expect(try document(text).removing("k", from: ["none"]).text.text == text)
    }

    @Test("What is written is escaped, and read back")
    func escapes() throws {
        let text = "a\"b\\c\n\u{202E}é"
        let edited = try document("{}").setting(text, to: text, in: [text])
        #expect(edited.string(edited.object(at: [text])?.member(text)?.value) == text)
    }

    /// Documents of every form that programs and people write, with an object `o` in each.
    private struct RandomText {
        var generator: SeededGenerator
        let indent: String?
        let colon: String

        init(seed: UInt64) {
            generator = SeededGenerator(state: seed)
            indent = [nil, "\t", "  ", "    "].randomElement(using: &generator)!
            colon = [":", ": ", " : "].randomElement(using: &generator)!
        }

        mutating func object(depth: Int) -> String {
            let count = Int.random(in: depth == 0 ? 1...5 : 0...4, using: &generator)
            var members = (0..<count).map { index in
                let key = ["a", "b\\n", "é", "\\u0063", "auths"][index]
                return "\"\(key)\"\(colon)\(value(depth: depth + 1))"
            }
            if depth == 0 { members.append("\"o\"\(colon)\(object(depth: 1))") }
            if members.isEmpty { return "{}" }
            guard let indent else { return "{" + members.joined(separator: ",") + "}" }
            let start = "\n" + String(repeating: indent, count: depth + 1)
            let end = "\n" + String(repeating: indent, count: depth)
            return "{" + start + members.joined(separator: "," + start) + end + "}"
        }

        mutating func value(depth: Int) -> String {
            switch Int.random(in: 0...(depth > 3 ? 4 : 6), using: &generator) {
            case 0: "\"s\\\"\\u00e9<&>\""
            case 1: "-1.50e+2"
            case 2: "null"
            case 3: "[ ]"
            case 4: "true"
            case 5: "[1, \(value(depth: depth + 1)),\"]\"]"
            default: object(depth: depth)
            }
        }
    }

    @Test("Whatever the form: all else keeps its bytes, a second edit changes nothing, and removal takes it back")
    func properties() throws {
        for seed in 0..<400 as Range<UInt64> {
            var random = RandomText(seed: seed)
            let text = random.object(depth: 0) + ["", "\n"].randomElement(using: &random.generator)!
            let before = try document(text)
            for (key, path) in [("new", []), ("new", ["o"]), ("new", ["made"])] {
                let after = try before.setting(key, to: "v", in: path)
                let model = try #require(Self.parsed(after.text.text))
                #expect((path.isEmpty ? model : model[path[0]] as? [String: Any])?["new"] as? String == "v")
                // The old text, with one piece put in.
                let (old, new) = (Array(text.utf8), Array(after.text.text.utf8))
                let start = zip(old, new).prefix { $0 == $1 }.count
                #expect(new.suffix(old.count - start).elementsEqual(old.suffix(old.count - start)), "\(text)")
                #expect(try after.setting(key, to: "v", in: path).text.text == after.text.text)
                let back = try path == ["made"] ? after.removing("made") : after.removing(key, from: path)
                #expect(back.text.text == text)
            }
        }
    }

    private static func parsed(_ text: String) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
    }
}

/// Numbers that come again in the next run (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
