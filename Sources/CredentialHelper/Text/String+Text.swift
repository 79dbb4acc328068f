extension String {
    /// The text without the white space (Unicode property White_Space) around it.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Whether it is empty, or white space and nothing else.
    var isBlank: Bool { trimmed.isEmpty }

    /// Whether a control character (Unicode category Cc: C0, DEL, C1) is in the text.
    var hasControlCharacter: Bool {
        unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }

    /// The text with U+FFFD for what a terminal would obey and what would mislead a reader: another program may have
    /// stored it.
    var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isMisleading ? "\u{FFFD}" : $0 }))
    }

    /// The name of a server or of an account for people: `printable`, and with `…` for the middle of one that is longer
    /// than any real name.
    var printableName: String {
        let longest = 255
        var scalars = Array(printable.unicodeScalars)
        if scalars.count > longest {
            scalars.replaceSubrange(longest / 2..<scalars.count - longest / 2, with: CollectionOfOne("…"))
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Whether both are the same bytes; `==` takes texts for equal that differ in Unicode composition.
    package func sameBytes(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}

extension Unicode.Scalar {
    /// Whether a terminal would obey it, or it would mislead a reader: control characters (C0, DEL, C1), those that
    /// change the direction of the text or do not show at all, and separators of lines.
    var isMisleading: Bool {
        // Almost all there is, and quicker than a look at its properties.
        if isASCII { return value < 0x20 || value == 0x7F }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
