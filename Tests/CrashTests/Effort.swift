import Foundation

/// How hard to try. The short form is for every run of the tests; `scripts/soak` sets the long one.
enum Effort {
    /// How many helpers are killed while they store.
    static let helperKills = number("CRASH_TESTS_HELPER_KILLS", 60)
    /// How many keyring daemons are killed while helpers store.
    static let providerKills = number("CRASH_TESTS_PROVIDER_KILLS", 12)
    /// How many times 64 helpers run at once.
    static let rounds = number("CRASH_TESTS_ROUNDS", 2)

    private static func number(_ variable: String, _ short: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].map { Int($0)! } ?? short
    }
}
