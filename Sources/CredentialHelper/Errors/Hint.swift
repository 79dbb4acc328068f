/// What a person can do about an error, in one line. A command of this program's in it is written out when it is shown,
/// as `Caller` has it: `"unlock it: \(command: "unlock")"`.
package struct Hint: Equatable, ExpressibleByStringInterpolation {
    fileprivate enum Piece: Equatable {
        case text(String)
        /// The words after the program's name.
        case command(String)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ text: String) { pieces.append(.text(text)) }
        package mutating func appendInterpolation(_ text: String) { pieces.append(.text(text)) }
        package mutating func appendInterpolation(command words: String) { pieces.append(.command(words)) }
        package mutating func appendInterpolation(_ hint: Hint) { pieces += hint.pieces }
    }

    private let pieces: [Piece]

    package init(stringLiteral text: String) { pieces = [.text(text)] }
    package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
    package init(_ text: String) { pieces = [.text(text)] }

    func text(for caller: Caller) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .command(let words): caller.command(words)
            }
        }.joined()
    }

    /// As it reads where nobody has chosen a profile.
    package var text: String { text(for: Caller()) }
}
