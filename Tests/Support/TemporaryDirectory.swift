import Foundation

/// A directory of a test's own, removed when nobody holds it any longer.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws {
        path = NSTemporaryDirectory() + "docker-credential-pat-test-" + UUID().uuidString
        TestCleanup.shared.add(.directory(path: path))
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        TestCleanup.shared.remove(.directory(path: path))
    }

    package static func / (directory: TemporaryDirectory, name: String) -> String { "\(directory.path)/\(name)" }
}
