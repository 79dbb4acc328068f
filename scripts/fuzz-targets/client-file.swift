@testable import CredentialHelper

/// A client's configuration file: whatever can be read can be edited, and read again with that and nothing else
/// changed.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Secret(UnsafeBufferPointer(start: start, count: count))
    let document: JSONDocument
    do throws(JSONDocumentError) {
        document = try JSONDocument(input)
    } catch {
        precondition(!error.message.isEmpty)
        return 0
    }
    guard let before = try? DockerConfiguration(document) else { return 0 }
    var change = ClientFileChange()
    change.secretsToRemove = before.entries.map(\.server)
    change.credsStore = .set("pat")
    change.credHelpers = [(registry: "new.example", edit: .set("pat"))]
    guard let edited = try? change.applied(to: before), let after = try? DockerConfiguration(edited) else {
        preconditionFailure("what was written cannot be read")
    }
    precondition(after.credsStore == "pat" && after.helper(for: "new.example") == "pat")
    precondition(after.entries.map(\.server) == before.entries.map(\.server))
    func others(_ configuration: DockerConfiguration) -> [DockerConfiguration.CredHelper] {
        configuration.credHelpers.filter { $0.registry != "new.example" }
    }
    precondition(others(after) == others(before))
    for entry in after.entries {
        if case .credential = entry.contents { preconditionFailure("a secret is left") }
    }
    // Once more changes nothing.
    precondition((try? change.applied(to: after).text.isSame(as: edited.text)) == true)
    return 0
}
