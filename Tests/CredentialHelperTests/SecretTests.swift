import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Secrets")
struct SecretTests {
    @Test("A secret renders as redacted, in whatever holds it")
    func redacted() {
        let credential = Credential(server: "s", username: "u", secret: Secret("hunter2"))
        var dumped = ""
        dump(credential, to: &dumped)
        for text in ["\(credential)", String(reflecting: credential), dumped, "\(credential.secret)"] {
            #expect(!text.contains("hunter2"))
            #expect(text.contains("redacted"))
        }
        // Not as numbers either.
        #expect(Mirror(reflecting: credential.secret).children.isEmpty)
    }

    @Test("What is appended is there, across every growth")
    func growth() {
        let secret = Secret(capacity: 0)
        for byte in UInt8.min...UInt8.max { secret.append(byte) }
        secret.append("tail")
        #expect(secret.expose { Array($0) } == Array(UInt8.min...UInt8.max) + Array("tail".utf8))
        #expect(secret.append(room: 8) { _ in -1 } == -1)
        #expect(secret.count == 260)
    }
}
