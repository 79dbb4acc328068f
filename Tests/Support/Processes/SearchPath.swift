import Foundation

/// The directories in which programs are looked for.
package struct SearchPath {
    private let directories: [String]

    /// - Parameter path: the directories as PATH has them.
    package init(_ path: String) {
        directories = path.split(separator: ":").map(String.init)
    }

    /// PATH of every program that the tests start, unless they set another: the system's own programs come before any
    /// that a user's machine has of the same name.
    package static let system = "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin"

    /// - Parameter name: what a shell would be given: a path is taken as it is.
    package func program(_ name: String) throws(NotFound) -> String {
        if name.contains("/") { return name }
        guard let path = find(name) else { throw NotFound(program: name) }
        return path
    }

    /// - Parameter name: a name, or a path from one of the directories on.
    package func find(_ name: String) -> String? {
        directories.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    }

    package struct NotFound: Error, CustomStringConvertible {
        let program: String

        package var description: String { "\(program) is not on PATH" }
    }
}
