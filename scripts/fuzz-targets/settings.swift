@testable import CredentialHelper

/// The settings: the first byte says whether the rest is the file or a variable's value.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let selector = input.first else { return 0 }
    let rest = UnsafeBufferPointer(rebasing: input.dropFirst())
    let names = ["TIMEOUT", "WARN", "WARN_WITHIN", "ON_EXPIRED", "EXPIRES"]
    var environment: [String: String] = [:]
    var file: SettingsFile?
    if let name = names.indices.contains(Int(selector)) ? names[Int(selector)] : nil {
        environment["DOCKER_CREDENTIAL_PAT_\(name)"] = String(decoding: rest, as: UTF8.self)
    } else {
        file = SettingsFile(path: "/config.json", contents: Secret(rest))
    }
    do throws(HelperError) {
        let settings = try Settings(environment: environment, file: file)
        precondition((1...3600).contains(settings.timeLimits.call))
        precondition((1...3600).contains(settings.timeLimits.prompt))
        precondition(settings.expires?.isEmpty != true)
    } catch {
        precondition(!error.message.isEmpty && !error.message.hasControlCharacter && error.hint != nil)
    }
    return 0
}
