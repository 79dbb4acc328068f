@testable import CredentialHelper

/// Whatever a client writes to `store`: what is accepted is whole, and comes back the same from the helper's answer.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Secret(UnsafeBufferPointer(start: start, count: count))
    do throws(HelperError) {
        let credential = try StoreRequest(input).credential
        check(credential)
        let answer = try ProtocolResponse.credential(credential, server: credential.server)
        let again = try StoreRequest(answer).credential
        precondition(again.server.sameBytes(as: credential.server))
        precondition(again.username.sameBytes(as: credential.username))
        precondition(bytes(again.secret) == bytes(credential.secret))
        precondition(bytes(answer).count { $0 == UInt8(ascii: "\n") } == 1)
        let shown = String(decoding: bytes(answer).dropLast(), as: UTF8.self)
        precondition(shown.unicodeScalars.allSatisfy { !$0.isMisleading })
    } catch {
        precondition(!error.message.isEmpty && !error.message.hasControlCharacter)
    }
    return 0
}

private func check(_ credential: Credential) {
    precondition((try? ServerName(credential.server))?.text.sameBytes(as: credential.server) == true)
    precondition(!credential.username.isEmpty && !credential.username.hasControlCharacter)
    precondition(!credential.secret.isEmpty && !bytes(credential.secret).contains(0))
    _ = TokenReport(credential)
}

private func bytes(_ secret: Secret) -> [UInt8] { secret.expose { Array($0) } }
