extension [String: String] {
    /// These environment variables, with others added or set anew.
    package func setting(_ others: [String: String]) -> [String: String] {
        merging(others) { _, other in other }
    }
}
