/// Names and secrets that a store has to keep to the letter.
enum Samples {
    static let names = [
        "https://index.docker.io/v1/", "docker.io", "127.0.0.1:5000", "[::1]:5000", "münchen.example", "ghcr.io/a b",
        "a\"b\\c'd", "<token>", "robot$ci", "caf\u{E9}.example", "cafe\u{301}.example",
        String(repeating: "n", count: 20_000),
    ]

    static let secrets = [
        "s", "with space", "trailing\n", "many\r\nlines\r\n\r\n", "\u{1}\u{7F}\u{85}", "naïve 日本語 😀 \u{FFFD}",
        "<>&\"\\'/",
        "{TITLE} and {PASSWORD}", #"{"type":"service_account","private_key":"-----BEGIN\n"}"#, " lead", "tab\t",
        String(repeating: "0123456789abcdef", count: 12_800),
    ]
}
