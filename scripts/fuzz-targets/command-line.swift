@testable import CredentialHelper

/// The arguments, one a line.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let arguments = input.split(separator: UInt8(ascii: "\n"), maxSplits: 7, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    do throws(HelperError) {
        switch try Command(arguments) {
        case .store, .list, .version: precondition(arguments.count == 1)
        case .get(let server), .erase(let server): precondition(server == arguments.dropFirst().first)
        case .expires(let server, let time):
            precondition(server == arguments[1] && time == arguments.dropFirst(2).first)
        case .status: precondition(arguments[0] == "status")
        case .help: precondition(["-h", "--help"].contains(arguments.last))
        case nil: break
        }
    } catch {
        precondition(arguments.first == "status" && !error.message.hasControlCharacter)
    }
    return 0
}
