extension String {
    /// The text without the white space (Unicode property White_Space) around it.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Whether a control character (Unicode category Cc: C0, DEL, C1) is in the text.
    var hasControlCharacter: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// The text with U+FFFD for what a terminal would obey and what would mislead a reader: another program may have
    /// stored it.
    var printable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: "\u{FFFD}"
                    default: scalar
                    }
                }
            )
        )
    }

    /// Whether both are the same bytes; `==` takes texts for equal that differ in Unicode composition.
    package func sameBytes(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
