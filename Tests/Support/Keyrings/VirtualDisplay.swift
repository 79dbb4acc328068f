import Synchronization

/// An X display that no screen shows (Xvfb).
package final class VirtualDisplay: Sendable {
    /// The value of `DISPLAY`.
    package let name: String
    private let xServer: BackgroundProcess

    /// The next display to try. Each has a number that none had before: an X server that ends may take away the socket
    /// of the next one with its number.
    private static let nextNumber = Atomic(100)

    package init() throws {
        try DebianPackage.require("Xvfb", from: "xvfb")
        while true {
            let number = Self.nextNumber.add(1, ordering: .relaxed).oldValue
            let xServer = try BackgroundProcess(
                [
                    "Xvfb", ":\(number)", "-displayfd", "1",
                    // While it resets, as it would whenever xdotool leaves, an X server turns clients away.
                    "-noreset",
                    "-screen", "0", "800x600x24", "-nolisten", "tcp",
                ],
                environment: [:]
            )
            do {
                try xServer.waitUntil { xServer.logText.hasSuffix("\(number)\n") }
                (self.xServer, name) = (xServer, ":\(number)")
                return
            } catch {
                // Somebody else's display has this number?
                guard xServer.logText.contains("already") else { throw error }
            }
        }
    }

    package func stop() {
        xServer.stop()
    }
}
