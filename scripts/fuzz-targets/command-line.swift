@testable import CredentialHelper

/// The arguments, one a line.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let arguments = input.split(separator: UInt8(ascii: "\n"), maxSplits: 7, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    do {
        let verb = type(of: try AllVerbs.verb(for: arguments))
        precondition(verb.name == arguments[0] || verb.otherNames.contains(arguments[0]))
        let operands = arguments.dropFirst().count { !$0.hasPrefix("-") }
        switch arguments[0] {
        case "store", "list", "version", "lock": precondition(arguments.count == 1)
        case "get", "erase": precondition(arguments.count <= 2 && operands == arguments.count - 1)
        case "expires": precondition((2...3).contains(arguments.count) && operands == arguments.count - 1)
        default: break
        }
    } catch let error as HelperError {
        precondition(["status", "setup", "unlock"].contains(arguments.first) && !error.message.hasControlCharacter)
    } catch {
        precondition(error is UsageError)
    }
    return 0
}
