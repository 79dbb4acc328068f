/// What a search has a person asked before it is answered, where the provider does so by itself (see `ProviderQuirks`).
enum SearchPrompt {
    /// To unlock the only collection that there is: a prompt for it asks the same, in the same window, and tells how
    /// that has ended.
    case unlocking(collection: String)
    /// Which one to open or to unlock: only the search itself can ask that.
    case choosing
}

/// The question whether a search may have a person asked anything, sent with the search.
struct SearchPromptQuestion {
    let isRunning: PendingResult
}
