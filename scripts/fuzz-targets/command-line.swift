@testable import CredentialHelper

/// The arguments, one a line.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let arguments = input.split(separator: UInt8(ascii: "\n"), maxSplits: 7, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    do {
        let verb = type(of: try AllVerbs.asked(by: arguments).verb)
        precondition(verb.name == arguments[0] || verb.otherNames.contains(arguments[0]))
        // Each option has its value in it, or in a word of its own, which no profile's name makes look like an option.
        // What follows `--` is an operand.
        let parts = arguments.dropFirst().split(separator: "--", maxSplits: 1, omittingEmptySubsequences: false)
        let options = parts[0].count { $0.hasPrefix("--profile") }
        let values = parts[0].count { $0 == "--profile" }
        let operands = parts.map(\.count).reduce(0, +) - options - values
        switch arguments[0] {
        case "store", "version", "lock": precondition(options == 0 && operands == 0)
        case "list": precondition(operands == 0)
        case "get", "erase": precondition((0...1).contains(operands))
        case "expires": precondition((1...2).contains(operands))
        default: break
        }
    } catch is UsageError {
        return 0
    } catch {
        precondition(!["store", "version", "lock"].contains(arguments.first))
        precondition(!HelperError(error).message.hasControlCharacter)
    }
    return 0
}
