/// How the first member of a document is set out, and so what is new in it: on lines of their own, with which
/// indentation, or all in one line. A document that has none yet is written as docker does it, with tabs.
struct JSONLayout {
    /// What stands between a key and its value.
    let colon: [UInt8]
    /// `nil` when all is in one line.
    private let lineBreak: [UInt8]?
    /// The indentation for each level.
    private let unit: [UInt8]

    init(of document: JSONDocument) {
        guard let first = document.root.members.first else {
            (colon, lineBreak, unit) = (Array(": ".utf8), Array("\n".utf8), Array("\t".utf8))
            return
        }
        colon = document.bytes(first.keyRange.upperBound..<first.value.range.lowerBound)
        let space = document.bytes(document.whiteSpace(before: first.keyRange.lowerBound))
        guard let newline = space.lastIndex(of: UInt8(ascii: "\n")) else {
            (lineBreak, unit) = (nil, [])
            return
        }
        let hasReturn = newline > 0 && space[newline - 1] == UInt8(ascii: "\r")
        lineBreak = Array((hasReturn ? "\r\n" : "\n").utf8)
        unit = Array(space[(newline + 1)...])
    }

    /// Begins a line for what is so many objects deep, unless all is in one.
    func appendBreak(depth: Int, to text: Secret) {
        guard let lineBreak else { return }
        text.append(lineBreak)
        for _ in 0..<depth { text.append(unit) }
    }
}

extension Secret {
    /// Appends bytes that are no secret.
    func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer(append) }
}
