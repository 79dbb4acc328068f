import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("doctor: what the verbs need that ask on the network")
struct OnlineCheckTests {
    private let machine: TestMachine

    init() throws {
        machine = try TestMachine()
    }

    @Test(
        "libcurl, of either kind, by its name or by its path alone",
        arguments: ["libcurl.so.4", "libcurl-gnutls.so.4"],
        ["", "/lib/x86_64-linux-gnu/"]
    )
    func library(_ name: String, in directory: String) throws {
        let list = "glibc-ld.so.cache1.1\0libc.so.6\0/lib/libc.so.6\0\(directory)\(name)\0"
        try machine.write(list, to: "root/etc/ld.so.cache")
        #expect(machine.findings(of: OnlineCheck.self).texts(.ok).count == 1)
    }

    @Test("libcurl, where there is no list of libraries")
    func directory() throws {
        try machine.write("", to: "root/usr/lib/libcurl.so.4")
        #expect(machine.findings(of: OnlineCheck.self).texts(.ok).count == 1)
    }

    @Test(
        "No libcurl, and what to install",
        arguments: ["", "libcurl.so.40\0/lib/libcurl.so\0xlibcurl.so.4\0/libcurl.so.4/x"]
    )
    func none(_ list: String) throws {
        try machine.write(list, to: "root/etc/ld.so.cache")
        let findings = machine.findings(of: OnlineCheck.self)
        #expect(findings.count == 1 && findings[0].level == .note)
        #expect(findings[0].text.hasPrefix("libcurl is not installed, "))
        #expect(findings[0].hint == OnlineError.noLibrary.hint)
    }

    private func login(endingAt time: Int64) throws -> [Finding] {
        let store = InMemoryStore()
        let part = { (text: String) in Data(text.utf8).base64EncodedString().replacing("=", with: "") }
        let token = [#"{"alg":"RS256"}"#, #"{"iss":"https://login.docker.com/","exp":\#(time)}"#, "x"].map(part)
        let credential = Credential(
            server: "https://index.docker.io/v1/access-token",
            username: "octavia",
            secret: Secret(token.joined(separator: "."))
        )
        try store.store(credential, renewing: [])
        return machine.findings(of: WebLoginCheck.self, TestExamination(store: store))
    }

    @Test("docker's web login, while it lasts and afterwards")
    func webLogin() throws {
        #expect(machine.findings(of: WebLoginCheck.self) == [])
        #expect(try login(endingAt: TestConsole.now.seconds + 1).map(\.level) == [.ok])
        let expired = try login(endingAt: TestConsole.now.seconds)
        #expect(expired.map(\.level) == [.note])
        #expect(expired[0].hint == "docker login, without -u, renews it; pulling needs no renewal")
    }
}
