import Foundation

/// The environment variables that the tests themselves read: this is the whole list. Each may be left out.
package enum TestVariable: String, CaseIterable {
    /// The path of the helper to test; by default the one that was built beside the tests. `scripts/test` names the
    /// release binary, `scripts/sanitize` one with a sanitizer in it.
    case helperUnderTest = "HELPER_UNDER_TEST"
    /// The address of a session bus on which another provider's keyring is unlocked, to be used in place of GNOME
    /// Keyring in private sessions (`scripts/matrix providers`).
    case givenSessionBus = "GIVEN_SESSION_BUS"
    /// The transcripts to play, by their files' names without `.txt`, with `|` between them; by default all.
    case transcripts = "TRANSCRIPTS"
    /// Set, it has the tests of the documentation write what is made from the helper's texts, and not only compare it.
    case writeDocumentation = "WRITE_DOCUMENTATION"
    /// How many helpers are killed in each test of `HelperKilledTests`; by default 60.
    case helperKills = "CRASH_TESTS_HELPER_KILLS"
    /// How many times `setup` is killed; by default 300.
    case setupKills = "CRASH_TESTS_SETUP_KILLS"
    /// How many keyring daemons are killed while helpers store; by default 12.
    case providerKills = "CRASH_TESTS_PROVIDER_KILLS"
    /// How many times 64 helpers run at once; by default 2.
    case concurrentRounds = "CRASH_TESTS_ROUNDS"

    package var value: String? { ProcessInfo.processInfo.environment[rawValue] }

    /// Its value as a number.
    package func number(default number: Int) -> Int {
        value.map { Int($0)! } ?? number
    }
}
