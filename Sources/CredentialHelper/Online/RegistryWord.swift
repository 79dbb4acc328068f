/// What a registry says of a credential. The raw values are a part of `check --json`, and do not change.
package enum RegistryWord: String {
    case works
    case refused
    /// It did not answer, or not as a registry does.
    case unreachable
    /// It was not asked, or its answer proves nothing.
    case unknown
}
