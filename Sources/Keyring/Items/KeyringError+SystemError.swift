import CredentialHelper

extension KeyringError {
    /// Does something with the file at `path`, in whose name an error of the system is then reported.
    static func naming<Answer>(
        _ path: String,
        _ body: () throws(SystemError) -> Answer
    ) throws(KeyringError) -> Answer {
        do throws(SystemError) { return try body() } catch { throw .system(path: path, error.text) }
    }
}
