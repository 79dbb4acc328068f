import Testing

/// Real clients, a real registry and a real keyring, with the helper between them. On the loopback interface only.
@Suite("End to end, on real parts", .serialized, .dockerDaemon)
struct EndToEndTests {}
