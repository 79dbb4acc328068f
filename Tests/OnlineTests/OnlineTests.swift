import Testing

/// All on networks of their own, one after the other: each starts web servers.
@Suite("On the network", .serialized)
struct OnlineTests {}
