import CredentialHelper
import Glibc

/// libsecret takes the place and the password of its file from the environment. They are there for as long as it opens
/// the file, in memory of our own that is wiped: `setenv` would leave a copy of the password behind. The process has
/// started no other, and /proc/PID/environ shows what was there when it started.
enum FileBackendEnvironment {
    private static let backend = "SECRET_BACKEND"
    private static let path = "SECRET_FILE_TEST_PATH"
    private static let password = "SECRET_FILE_TEST_PASSWORD"

    /// Runs `body` with the variables set, and leaves them as they were.
    static func with<Result, Failure: Error>(
        path: String,
        password: Secret,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let names = [backend, Self.path, Self.password]
        let before = names.map { name in getenv(name).map { String(cString: $0) } }
        setenv(backend, "file", 1)
        setenv(Self.path, path, 1)
        let entry = Secret(capacity: password.count + 32)
        entry.append("SECRET_FILE_TEST_PASSWORD=")
        password.expose(entry.append)
        entry.append(0)
        defer {
            for (name, value) in zip(names, before) {
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            }
        }
        return try withExtendedLifetime(entry) { () throws(Failure) in
            entry.expose { bytes in
                _ = bytes.withMemoryRebound(to: CChar.self) { putenv(UnsafeMutablePointer(mutating: $0.baseAddress!)) }
            }
            // Before its memory is wiped, the environment must not point there any longer.
            defer { unsetenv(Self.password) }
            return try body()
        }
    }
}
