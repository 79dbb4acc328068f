import CredentialHelper
import PersonalAccessToken

@testable import Keyring

/// The attribute that records an expiry, as some other program may have left it: a secret, a line's end, the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let end = input.firstIndex(of: UInt8(ascii: "\n")) ?? 0
    let secret = Secret(UnsafeBufferPointer(rebasing: input[..<end]))
    // GLib's strings end at a NUL, and an attribute's value comes from one.
    let text = String(decoding: input[end...].dropFirst().prefix { $0 != 0 }, as: UTF8.self)

    if let record = ExpiryRecord(text) {
        precondition(record.text.utf8.elementsEqual(text.utf8))
        precondition(record.expiry != .unknown)
        _ = record.isOf(secret)
    }
    let mine = ExpiryRecord(.never, of: Credential(server: "s", username: "u", secret: secret))
    precondition(mine.isOf(secret) && ExpiryRecord(mine.text)?.isOf(secret) == true)
    secret.append("another")
    // Of a secret that can be guessed there are but 16 bits, which another may share.
    precondition(!mine.isOf(secret) || mine.text.utf8.count < "never ".utf8.count + 36 + 1 + 32)
    return 0
}
