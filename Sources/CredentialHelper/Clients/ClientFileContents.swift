import Glibc

/// A client's file as it was read: its bytes, and which version of it they are.
struct ClientFileContents {
    let bytes: Secret
    let status: stat

    /// In bytes. Of docker's files the largest has a few KiB.
    private static let largest = 4 << 20

    /// - Returns: `nil` when there is no file, nor where a link leads.
    init?(_ path: String) throws(ClientFileError) {
        do throws(SystemError) {
            // A FIFO in its place is not waited for.
            let file = try FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK)
            defer { file.close() }
            var status = stat()
            guard fstat(file.number, &status) == 0 else { throw .last }
            self.status = status
            let isRegular = status.st_mode & S_IFMT == S_IFREG
            bytes = isRegular ? try file.readToEnd(limit: Self.largest) : Secret()
        } catch {
            if error.code == ENOENT { return nil }
            throw .system(error)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard bytes.count <= Self.largest else { throw .tooLarge }
    }

    /// Whether there is nothing but white space in it.
    var isBlank: Bool { bytes.expose { $0.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } } }

    var configuration: DockerConfiguration {
        get throws(ClientFileError) {
            let document: JSONDocument
            do throws(JSONDocumentError) {
                document = try JSONDocument(bytes)
            } catch {
                throw .json(error)
            }
            return try DockerConfiguration(document)
        }
    }

    /// Whether both are the same file with the same bytes in it, written once.
    func isSame(as other: ClientFileContents) -> Bool {
        status.st_dev == other.status.st_dev && status.st_ino == other.status.st_ino
            && status.st_mtim.tv_sec == other.status.st_mtim.tv_sec
            && status.st_mtim.tv_nsec == other.status.st_mtim.tv_nsec && bytes.isSame(as: other.bytes)
    }
}
