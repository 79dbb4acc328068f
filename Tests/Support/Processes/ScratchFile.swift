package import Foundation

/// A file that no path leads to. A program that writes much to it cannot block, as it would on a pipe, and
/// one that leaves a child behind keeps nobody waiting for the end.
package final class ScratchFile: Sendable {
    let descriptor: Int32

    package init(_ contents: Data = Data()) throws {
        let path = NSTemporaryDirectory() + "docker-credential-pat-test-" + UUID().uuidString
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError.current }
        unlink(path)
        try FileHandle(fileDescriptor: descriptor).write(contentsOf: contents)
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit {
        close(descriptor)
    }

    /// All that is in it by now. The programs that use the file keep their place in it.
    package var contents: Data {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return Data() }
        var data = Data(count: Int(status.st_size))
        let count = data.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return data.prefix(max(count, 0))
    }

    package var text: String { String(decoding: contents, as: UTF8.self) }
}
