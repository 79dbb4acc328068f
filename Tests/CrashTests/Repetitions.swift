import TestSupport

/// How often the tests try. The defaults are for every run of the tests; `scripts/soak` sets more.
enum Repetitions {
    static let helperKills = TestVariable.helperKills.number(default: 60)
    static let setupKills = TestVariable.setupKills.number(default: 300)
    static let providerKills = TestVariable.providerKills.number(default: 12)
    static let concurrentRounds = TestVariable.concurrentRounds.number(default: 2)
}
