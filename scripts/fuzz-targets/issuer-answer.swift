import CredentialHelper
import PersonalAccessToken

@testable import Issuers

/// The JSON that an issuer, or somebody in its place, answers with.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = Secret(UnsafeBufferPointer(start: start, count: count))
    let secret = Secret()
    secret.append("swordfish")
    if let words = ServerWords(in: body, hiding: [secret]).text {
        precondition(!words.isEmpty && !words.contains("swordfis"))
    }
    guard let answer = try? AnswerObject(body) else { return 0 }
    if let token = answer.secret("token") {
        precondition(body.tokenInAnswer?.isSame(as: token) == true, "its end may be missing, and is not")
    }
    check(answer)
    for object in answer.objects("results") ?? [] { check(object) }
    let response = HTTPResponse(host: "h", status: 200, headers: [], body: body, words: nil)
    precondition((try? response.object()) != nil)
    return 0
}

private func check(_ object: AnswerObject) {
    guard let token = IssuedToken(dockerHub: object) else { return }
    precondition(object.string("uuid") == token.id)
    if case .at(let time) = token.expiry { precondition((try? UnixTime(rfc3339: time.rfc3339)) == time) }
    if let permission = token.permission { precondition(object.strings("scopes")?.contains(permission.scope) == true) }
}
