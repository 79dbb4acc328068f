import Foundation

/// What a program has as its standard input, standard output or standard error.
package enum StandardStream: Sendable {
    /// `/dev/null`.
    case null
    /// The file, or the named pipe, at this path.
    case file(String)
    case scratch(ScratchFile)
    /// What this process has open under this number.
    case descriptor(Int32)

    /// Standard input that holds `text` and then ends.
    package static func text(_ text: String) throws -> StandardStream { .scratch(try ScratchFile(Data(text.utf8))) }
}
