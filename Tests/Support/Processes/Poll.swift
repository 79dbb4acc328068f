import Foundation

/// Asks again and again whether something is so.
/// - Parameter limit: seconds after which it gives up.
/// - Returns: whether it was so in time.
@discardableResult
package func poll(limit: Double = 30, until isSo: () throws -> Bool) rethrows -> Bool {
    let end = Date() + limit
    while try !isSo() {
        guard Date() < end else { return false }
        usleep(10_000)
    }
    return true
}
