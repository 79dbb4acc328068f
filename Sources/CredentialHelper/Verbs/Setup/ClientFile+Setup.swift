extension ClientFile {
    /// What is said of it stands below this.
    var heading: String { "\(client == .docker ? "docker" : "podman"): \(path)" }

    /// `configuration()`, with the file named in its error.
    func read() throws(SetupError) -> DockerConfiguration? {
        do throws(ClientFileError) { return try configuration() } catch { throw .clientFile(path: path, error) }
    }
}
