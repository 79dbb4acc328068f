import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Files and locks")
struct FilesTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
    }

    private func lock() throws -> FileLock {
        FileLock(try FileDescriptor(opening: place / "lock", flags: O_RDWR | O_CREAT))
    }

    @Test("What is read ends where the file does, or just above the limit", arguments: [0, 1, 4096, 4097, 70_000])
    func reading(_ length: Int) throws {
        try Data(repeating: 7, count: length).write(to: URL(fileURLWithPath: place / "file"))
        let file = try FileDescriptor(opening: place / "file", flags: O_RDONLY)
        defer { file.close() }
        #expect(try file.readToEnd(limit: length).count == length)
        #expect(lseek(file.number, 0, SEEK_SET) == 0)
        let cut = try file.readToEnd(limit: length - 1)
        #expect(cut.count == length && cut.expose { $0.allSatisfy { $0 == 7 } })
    }

    @Test("The clock leaves out what a nap takes far too long")
    func runningClock() {
        let start = RunningClock.now
        RunningClock.nap { _ = usleep(3_000_000) }
        #expect(RunningClock.now - start < 2_000)
    }

    @Test("A pipe is waited for as long as there is patience, and no longer")
    func patience() throws {
        mkfifo(place / "fifo", 0o600)
        let reader = try FileDescriptor(opening: place / "fifo", flags: O_RDONLY | O_NONBLOCK)
        defer { reader.close() }
        #expect(!reader.wait(for: .input, milliseconds: 1))
        let writer = try FileDescriptor(opening: place / "fifo", flags: O_WRONLY)
        #expect(throws: SystemError(code: EAGAIN)) { try reader.readToEnd(limit: 10) }
        #expect(throws: SystemError(code: EAGAIN)) { try reader.readToEnd(limit: 10, patience: { 1 }) }
        try Secret("text").expose { bytes throws(SystemError) in try writer.write(bytes) }
        writer.close()
        #expect(try reader.readToEnd(limit: 10, patience: { -1 }).text == "text")
    }

    @Test("Directories are made where they are missing, and an error names the one that could not be")
    func directories() throws {
        try makeDirectories(place / "a/b/c")
        try makeDirectories(place / "a/b/c")
        var status = stat()
        #expect(stat(place / "a/b/c", &status) == 0 && status.st_mode & 0o777 == 0o700)
        try Data().write(to: URL(fileURLWithPath: place / "file"))
        #expect(throws: FileError(path: place / "file/x", reason: SystemError(code: ENOTDIR))) {
            try makeDirectories(place / "file/x/y")
        }
    }

    @Test("An exclusive lock is one helper's, until it is released or forgotten")
    func exclusive() throws {
        let (one, other) = (try lock(), try lock())
        #expect(one.acquire(.exclusive, pause: 1...1) { false } == .acquired)
        var tries = 0
        let outcome = other.acquire(.exclusive, pause: 1...100) {
            tries += 1
            return tries < 3
        }
        #expect(outcome == .givenUp && tries == 3)
        #expect(other.acquire(.shared, pause: 1...1) { false } == .givenUp)
        one.release()
        #expect(other.acquire(.exclusive, pause: 1...1) { false } == .acquired)
    }

    @Test("A shared lock is anybody's, and what is thrown ends the waiting for another")
    func shared() throws {
        struct Gone: Error {}
        do {
            let (one, other) = (try lock(), try lock())
            for lock in [one, other] { #expect(lock.acquire(.shared, pause: 1...1) { false } == .acquired) }
            #expect(throws: Gone.self) { try lock().acquire(.exclusive, pause: 1...1) { throw Gone() } }
        }
        #expect(try lock().acquire(.exclusive, pause: 1...1) { false } == .acquired)
    }
}
