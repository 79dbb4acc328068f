/// Whoever wants to know that a request takes its time.
package protocol RequestWatcher: AnyObject {
    /// Called now and then while a host has not answered yet.
    func isWaiting(for host: String)
    /// Called when it has answered, or failed to.
    func hasEnded()
}
