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
        let words = arguments.dropFirst()
        let options = words.count { $0.hasPrefix("--profile") }
        let values = words.count { $0 == "--profile" }
        let operands = words.count - options - values
        switch arguments[0] {
        case "store", "version", "lock": precondition(words.isEmpty)
        case "list": precondition(operands == 0)
        case "get", "erase": precondition((0...1).contains(operands))
        case "expires": precondition((1...2).contains(operands))
        default: break
        }
    } catch let error as HelperError {
        precondition(!["store", "version", "lock"].contains(arguments.first) && !error.message.hasControlCharacter)
    } catch {
        precondition(error is UsageError)
    }
    return 0
}
