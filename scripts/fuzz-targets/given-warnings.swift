import PersonalAccessToken

@testable import CredentialHelper

/// The file of warnings, as some other program, or a full disk, may have left it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    // 2027-01-01T00:00:00Z, and the farthest times that a clock can have.
    for now in [UnixTime(seconds: 1_798_761_600), .earliest, .latest] {
        var warnings = GivenWarnings(Array(input)[...])
        // What stands in the file already may be this very subject, but after the first time it is always known.
        _ = warnings.isFirst("s.example 2027-01-05T00:00:00Z", now: now)
        precondition(!warnings.isFirst("s.example 2027-01-05T00:00:00Z", now: now))

        var again = GivenWarnings(Array(warnings.text.utf8)[...])
        precondition(again.text.utf8.elementsEqual(warnings.text.utf8))
        precondition(!again.isFirst("s.example 2027-01-05T00:00:00Z", now: now))
    }
    return 0
}
