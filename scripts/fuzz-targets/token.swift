@testable import PersonalAccessToken

/// User names and registries that decide how a secret is read; the first byte of an input selects one.
private let contexts = [
    Context(), Context(username: "AWS"), Context(username: "00000000-0000-0000-0000-000000000000"),
    Context(username: "_json_key"), Context(username: "$app"), Context(username: "octo+robot"),
    Context(username: "robot$ci"), Context(username: "<token>"), Context(registry: "https://index.docker.io/v1/"),
    Context(registry: "codeberg.org"), Context(registry: "docker.cloudsmith.io:443/"),
    Context(username: "oauth2accesstoken", registry: "https://gcr.io"),
]

private struct Context {
    var username: String?
    var registry: String?
}

private let now = UnixTime(seconds: 1_800_000_000)

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let selector = input.first else { return 0 }
    let context = contexts[Int(selector) % contexts.count]
    let bytes = UnsafeBufferPointer(rebasing: input.dropFirst())
    inspect(bytes.span, in: context)
    parseTime(String(decoding: bytes, as: UTF8.self))
    parseJSON(bytes.span)
    return 0
}

private func inspect(_ bytes: Span<UInt8>, in context: Context) {
    let token = Token(inspecting: bytes, username: context.username, registry: context.registry)
    // Nothing but the longest prefix, `…` and 4 characters, all of them printable.
    precondition(token.masked.count <= 14 + 1 + 4)
    precondition(token.masked.unicodeScalars.allSatisfy { $0 == "…" || (0x21...0x7E).contains($0.value) })
    precondition(token.kind != .unknown || (token.masked == "…" && token.expiry == .unknown))
    do throws(Token.ValidationError) {
        try token.validate(at: now)
        precondition(token.flaw == nil && !token.expiry.isExpired(at: now))
    } catch {
        precondition(!error.message(for: token.kind).isEmpty)
    }
    if case .at(let time) = token.expiry { checkRoundTrip(time) }
    _ = token.expiry.urgency(at: now)
    _ = token.expiry.timeLeft(at: now)
}

private func parseTime(_ text: String) {
    do throws(TimeFormatError) {
        if case .at(let time) = try Expiry(parsing: text, now: now) { checkRoundTrip(time) }
        let end = try CalendarPeriod(parsing: text).end(from: now)
        precondition(end >= now)
    } catch {
        precondition(!error.message.isEmpty && !error.hint.isEmpty)
    }
    if let time = try? UnixTime(rfc3339: text) { precondition((try? Expiry(parsing: text, now: now)) == .at(time)) }
    _ = RegistryService(usedAt: text)
}

private func checkRoundTrip(_ time: UnixTime) {
    precondition((try? UnixTime(rfc3339: time.rfc3339)) == time)
    precondition((try? Expiry(parsing: time.rfc3339, now: now)) == .at(time))
}

/// Whatever one way of reading JSON accepts, the other does.
private func parseJSON(_ bytes: Span<UInt8>) {
    var cursor = JSONCursor()
    let skipped = (try? cursor.skip(in: bytes)) != nil && cursor.peek(in: bytes) == nil
    precondition(cursor.position <= bytes.count)
    let isObject = JSONObject.isObject(bytes)
    var first = JSONCursor()
    if first.peek(in: bytes) == UInt8(ascii: "{") {
        // The outermost braces count for the depth only when the whole value is skipped.
        precondition(!skipped || isObject)
    } else {
        precondition(!isObject)
    }
    var number = JSONCursor()
    if let text = try? number.number(in: bytes) { _ = UnixTime(numericDate: text) }
}
