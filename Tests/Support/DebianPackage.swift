/// What a test can't do without. A test that misses a part fails, and says what to install; it is never skipped.
package enum DebianPackage {
    /// - Returns: the program's path.
    @discardableResult
    package static func require(_ program: String, from package: String) throws(Missing) -> String {
        guard let path = SearchPath(SearchPath.system).find(program) else {
            throw Missing(program: program, package: package)
        }
        return path
    }

    package struct Missing: Error, CustomStringConvertible {
        let program: String
        let package: String

        package var description: String { "\(program) is not installed: apt-get install \(package)" }
    }
}
