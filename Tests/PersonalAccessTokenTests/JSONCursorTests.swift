import Testing

@testable import PersonalAccessToken

/// Whether the whole of `text` is one JSON value.
private func isJSON(_ text: String) -> Bool { error(in: text) == nil }

private func error(in text: String) -> JSONError? {
    let bytes = Array(text.utf8)
    var cursor = JSONCursor()
    do throws(JSONError) {
        try cursor.skip(in: bytes.span)
    } catch {
        return error
    }
    return cursor.peek(in: bytes.span) == nil ? nil : .malformed
}

private func string(_ text: String) throws -> String {
    let bytes = Array(text.utf8)
    var cursor = JSONCursor()
    return try cursor.string(in: bytes.span)
}

private func keys(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    var cursor = JSONCursor()
    var keys: [String] = []
    try cursor.object(in: bytes.span) { cursor, key throws(JSONError) in
        keys.append(key)
        try cursor.skip(in: bytes.span)
    }
    return keys
}

@Suite("JSON (RFC 8259)")
struct JSONCursorTests {
    @Test(
        "Accepted",
        arguments: [
            "{}", "[]", "0", "-0", "-1.5e+3", "1E5", "123456789012345678901234567890", "\"\"", "true", "false", "null",
            " \t\r\n[ 1 , 2 ] \n", "[[],{},[{}]]", #"{"a":{"b":[1,{"c":null}]},"d":""}"#, #"{"a":1,"a":2}"#,
            #""\"\\\/\b\f\n\r\t\u0041""#, "\"\u{7F}é\u{1F600}\"", #"{"":0}"#, "[1,[2,[3,[4]]]]",
        ]
    )
    func accepted(text: String) {
        #expect(isJSON(text))
    }

    @Test(
        "Refused",
        arguments: [
            "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[]]", "{\"a\"", "{\"a\":", "{\"a\":}",
            "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "{1:2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[1}",
            "{\"a\":1]",
            "[{\"a\":}]", "{\"a\":{\"b\":}}", "{null:1}",
            "01", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "-01", "1_000", "Infinity", "NaN", "--1",
            "tru", "True", "nul", "nulll", "falsey", "'a'", "\"", "\"a", #""\""#, #""\x""#, #""\u12""#, #""\u12g4""#,
            "\"\u{0}\"", "\"\n\"", "\"\u{1F}\"", "1 2", "{} {}", "\u{FEFF}{}", "\u{A0}1", "// c\n1", "[1;2]",
        ]
    )
    func refused(text: String) {
        #expect(!isJSON(text))
    }

    @Test(
        "Strings",
        arguments: [
            (#""""#, ""),
            (#""a\u0062c""#, "abc"),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u00e9\u20AC""#, "é€"),
            (#""\ud83d\ude00""#, "\u{1F600}"),
            (#""\uD83D\uDE00\ud83d""#, "\u{1F600}\u{FFFD}"),
            (#""\ud83d""#, "\u{FFFD}"),
            (#""\ude00""#, "\u{FFFD}"),
            (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
            (#""\ud83dx""#, "\u{FFFD}x"),
            (#""\ud83d\n""#, "\u{FFFD}\n"),
            (#""\ud83d\u0041""#, "\u{FFFD}A"),
            (#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"),
            (#""\udbff\udfff""#, "\u{10FFFF}"),
            (#""\u0000""#, "\0"),
            ("\"é\u{1F600}\"", "é\u{1F600}"),
        ]
    )
    func strings(text: String, value: String) throws {
        #expect(try string(text) == value)
    }

    @Test("Numbers keep their characters", arguments: ["0", "-0.0", "12.50e-07", "1E+400"])
    func numbers(text: String) throws {
        let bytes = Array("  \(text) ".utf8)
        var cursor = JSONCursor()
        #expect(try cursor.number(in: bytes.span) == text)
    }

    @Test("Objects give their keys in order, and twice what is there twice")
    func objects() throws {
        #expect(try keys(#" {"b": [1, {"x": 2}], "a": null, "b": "}"} "#) == ["b", "a", "b"])
        #expect(try keys("{}") == [])
    }

    @Test("Another type is told from what is no JSON")
    func types() {
        #expect(throws: JSONError.wrongType) { try keys("[]") }
        #expect(throws: JSONError.wrongType) { try string("1") }
        #expect(throws: JSONError.malformed) { try keys("") }
        #expect(throws: JSONError.malformed) { try keys("{\"a\":}") }
        #expect(throws: JSONError.malformed) { try keys("{\"a\":1,}") }
        #expect(throws: JSONError.malformed) { try string("\"a") }
    }

    @Test("Nesting is refused beyond its limit, not by the stack")
    func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(isJSON(nested(JSONCursor.deepest)))
        #expect(error(in: nested(JSONCursor.deepest + 1)) == .tooDeep)
        #expect(error(in: nested(500_000)) == .tooDeep)
        #expect(error(in: String(repeating: "{\"a\":", count: 200_000)) == .tooDeep)
    }

    @Test("null is taken where it stands")
    func null() throws {
        let bytes = Array(" null x".utf8)
        var cursor = JSONCursor()
        #expect(try cursor.takeNull(in: bytes.span))
        #expect(cursor.position == 5)
        #expect(try !cursor.takeNull(in: bytes.span))
    }
}
