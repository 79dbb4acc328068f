extension Span<UInt8> {
    /// Whether the bytes are well-formed UTF-8.
    package var isUTF8: Bool {
        (try? UTF8Span(validating: self)) != nil
    }
}
