/// The desktop of the session that this process belongs to.
package protocol Desktop {
    /// What shows notifications here; `nil` when nothing does.
    func notifier(_ limits: TimeLimits) -> (any Notifier)?
}

package protocol Notifier {
    /// Shows a notification until somebody has seen it.
    /// - Returns: whether it is shown.
    func show(_ notification: Notification) -> Bool
}

/// What is shown: plain text, with nothing in it that a terminal would obey.
package struct Notification: Equatable, Sendable {
    package let summary: String
    /// One or more lines.
    package let body: String
}

/// A machine without a desktop.
package struct NoDesktop: Desktop {
    package init() {}

    package func notifier(_ limits: TimeLimits) -> (any Notifier)? { nil }
}
