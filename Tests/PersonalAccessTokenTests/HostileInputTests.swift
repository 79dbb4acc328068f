import PersonalAccessToken
import TestSupport
import Testing

private let size = 1 << 20

/// The worst that can be made of 1 MiB, each with the user name that makes the most of it.
private let largeInputs: [(String, username: String)] = [
    (String(repeating: "a", count: size), "octo"),
    (String(repeating: " ", count: size - 1) + "x", "octo"),
    ("x" + String(repeating: "\u{A0}", count: size / 2), "octo"),
    ("dckr_pat_" + String(repeating: "a", count: size), "octo"),
    ("ghs_" + String(repeating: "1", count: size), "octo"),
    ("glpat-" + String(repeating: ".", count: size), "octo"),
    ("glcbt-" + String(repeating: "a", count: size), "octo"),
    ("eyJ" + String(repeating: ".", count: size), "octo"),
    ("eyJ" + String(repeating: "A", count: size), "AWS"),
    (Fixture.jwt("{" + String(repeating: "\"a\":1,", count: size / 8) + "\"b\":2}"), "octo"),
    (Fixture.jwt("{\"a\":" + String(repeating: "[", count: size / 2)), "octo"),
    (Fixture.jwt("{\"exp\":" + String(repeating: "9", count: size / 2) + "}"), "octo"),
    (Fixture.jwt("{\"exp\":1e" + String(repeating: "9", count: size / 2) + "}"), "octo"),
    (Fixture.jwt("{\"exp\":0." + String(repeating: "0", count: size / 2) + "1}"), "octo"),
    (Fixture.jwt("{\"" + String(repeating: "\\ud800", count: size / 8) + "\":1}"), "octo"),
    (String(repeating: "{\"a\":", count: size / 5), "_json_key"),
    ("[" + String(repeating: "[],", count: size / 3), "_json_key"),
    (String(repeating: "A", count: size), "$app"),
    (String(repeating: "A", count: size), "octo+robot"),
    (String(repeating: "+", count: size), "<token>"),
]

@Suite("Hostile input")
struct HostileInputTests {
    @Test("1 MiB is answered at once", arguments: largeInputs.indices)
    func large(index: Int) {
        let (secret, username) = largeInputs[index]
        let duration = processorTime {
            let token = Token(inspecting: secret, username: username)
            #expect(token.masked.utf8.count <= 24)
        }
        // Linear time takes some 10 ms without optimization; anything quadratic takes hours.
        #expect(duration < .seconds(5))
    }

    @Test("1 MiB is no time that anybody types, and no registry", arguments: [" ", "9", "9-", "d"])
    func largeText(part: String) {
        let text = String(repeating: part, count: size / part.utf8.count)
        #expect(throws: TimeFormatError.self) { try Expiry(parsing: text, now: .latest) }
        #expect(Token(inspecting: "12345678-9abc-def0-1234-56789abcdef0", registry: text).kind == .unknown)
    }

    @Test("Neither random nor mutated input traps, and no mask shows more than it may")
    func properties() {
        var generator = SplitMix64(state: 20_270_301)
        for round in 0..<20_000 {
            let example = examples[round % examples.count]
            var bytes =
                round % 4 == 0
                ? generator.bytes(count: Int.random(in: 0...80, using: &generator)) : Array(example.secret.utf8)
            for _ in 0..<Int.random(in: 0...3, using: &generator) { generator.mutate(&bytes) }
            let token = Token(inspecting: bytes.span, username: example.username, registry: example.registry)
            check(token, of: bytes)
        }
    }

    @Test("A changed character of a token with a checksum is always noticed")
    func checksums() {
        for secret in [Fixture.gitHubPAT, Fixture.gitLabRoutable(prefix: "glpat-")] {
            for position in secret.indices.dropFirst(6) {
                for replacement in "aZ0-._ " where replacement != secret[position] {
                    var changed = secret
                    changed.replaceSubrange(position...position, with: String(replacement))
                    #expect(
                        Token(inspecting: changed).flaw != nil,
                        "\(secret.distance(from: secret.startIndex, to: position))"
                    )
                }
            }
        }
    }

    private func check(_ token: Token, of bytes: [UInt8]) {
        let parts = token.masked.split(separator: "…", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            Issue.record("no mask: \(token.masked)")
            return
        }
        if token.kind == .unknown { #expect(token.masked == "…") }
        if !parts[1].isEmpty {
            #expect(parts[1].utf8.count == 4)
            #expect(bytes.count - parts[0].utf8.count >= 16)
        }
        if token.flaw == nil { #expect(!bytes.isEmpty) }
        _ = token.expiry.timeLeft(at: .earliest)
    }
}

/// A generator that gives the same numbers each time (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014).
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }

    /// Changes, inserts or removes a byte, or cuts the rest off.
    mutating func mutate(_ bytes: inout [UInt8]) {
        let position = Int.random(in: 0...bytes.count, using: &self)
        let byte = UInt8.random(in: 0...255, using: &self)
        switch Int.random(in: 0..<4, using: &self) {
        case 0 where position < bytes.count: bytes[position] = byte
        case 1 where position < bytes.count: bytes.remove(at: position)
        case 2: bytes.removeSubrange(position...)
        default: bytes.insert(byte, at: position)
        }
    }
}
