import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("No value shows a secret")
struct RenderingTests {
    /// Every way in which a value becomes text.
    private func renderings(of value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(describing: value), String(reflecting: value), dumped]
            + Mirror(reflecting: value).children.flatMap { renderings(of: $0.value) }
    }

    private func expectSilence(about secret: UniqueSecret, in value: Any) {
        for text in renderings(of: value) { #expect(secret.count(in: text) == 0, "\(text)") }
    }

    @Test("Secrets, credentials, requests, snapshots, reports, rows and errors")
    func values() throws {
        let secret = UniqueSecret()
        let request = try StoreRequest(Secret(secret.request))
        let credential = request.credential
        var snapshot = Snapshot()
        snapshot.credentials = [credential]
        snapshot.locked = [Account(server: "ghcr.io", username: "u")]
        let now = UnixTime(seconds: 1_800_000_000)
        let values: [Any] = [
            Secret(secret.text), credential, request, snapshot, TokenReport(credential),
            StatusRow.rows(of: Overview(snapshot, of: .default, chosen: nil), at: now, within: .days(14)),
            StatusJSON.text([], of: .service, isIncomplete: false),
            ProtocolResponse.credential(credential, server: "ghcr.io"), Optional(credential) as Any, [credential],
            ["k": credential], Result<Credential, HelperError>.success(credential),
        ]
        for value in values { expectSilence(about: secret, in: value) }
        #expect("\(credential)".contains("<redacted>"))
    }

    @Test("The error of any input that is refused")
    func errors() {
        let secret = UniqueSecret()
        for input in [secret.text, secret.request + secret.text, #"{"ServerURL":["\#(secret.text)"]}"#] {
            do throws(HelperError) {
                _ = try StoreRequest(Secret(input))
                Issue.record("\(input) was accepted")
            } catch {
                expectSilence(about: secret, in: error)
                #expect(secret.count(in: error.message + (error.hint?.text ?? "")) == 0)
            }
        }
    }

    @Test("Of a token, its prefix and its last four characters are shown, and no more")
    func masked() throws {
        let token = "ghp_" + String(repeating: "Ab3", count: 12)
        let credential = Credential(server: "ghcr.io", username: "u", secret: Secret(token))
        var snapshot = Snapshot()
        snapshot.credentials = [credential]
        let overview = Overview(snapshot, of: .default, chosen: nil)
        let rows = StatusRow.rows(of: overview, at: UnixTime(seconds: 0), within: .days(14))
        let shown =
            renderings(of: TokenReport(credential)) + renderings(of: rows) + [
                StatusTable(rows, showsProfiles: false).text(isColoured: false),
                StatusJSON.text(rows, of: .service, isIncomplete: false).text,
            ]
        for text in shown { #expect(!text.contains(token.suffix(5)) && !text.contains(token.prefix(5))) }
        #expect(shown.contains { $0.contains("ghp_…3Ab3".replacing("3Ab3", with: token.suffix(4))) })
    }
}
