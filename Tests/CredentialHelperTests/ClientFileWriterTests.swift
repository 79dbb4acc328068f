import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("A client's file is changed in one step")
struct ClientFileWriterTests {
    private let place: TemporaryDirectory
    private var path: String { place / "config.json" }

    init() throws {
        place = try TemporaryDirectory()
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func mode(of path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : 0
    }

    private func names() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: place.path).sorted()
    }

    /// Sets `credsStore`, as `setup` does.
    @discardableResult
    private func change(_ path: String? = nil, meanwhile: (Int) throws -> Void = { _ in }) throws -> Bool {
        var count = 0
        let file = ClientFile(client: .docker, path: path ?? self.path)
        return try ClientFileWriter(file, seconds: 1).change { configuration in
            count += 1
            try meanwhile(count)
            let new = try ClientFileChange(credsStore: .set("pat")).applied(to: configuration)
            return .init(contents: new.text, backup: configuration?.document.text ?? Secret())
        }
    }

    @Test("Mode and backup; a second change changes nothing")
    func mode() throws {
        try write(#"{"a": 1}"#, to: path)
        chmod(path, 0o640)
        #expect(try change())
        #expect(try read(path) == #"{"a": 1, "credsStore": "pat"}"#)
        #expect(mode(of: path) & 0o7777 == 0o640 && mode(of: path + ".before-pat") & 0o7777 == 0o600)
        #expect(try read(path + ".before-pat") == #"{"a": 1}"#)
        let inode = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        #expect(try !change())
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == inode)
        #expect(try names() == ["config.json", "config.json.before-pat"])
    }

    @Test("What is not there is made, with its directories, for this user alone")
    func new() throws {
        #expect(try change(place / "a/b/config.json"))
        #expect(mode(of: place / "a/b/config.json") & 0o777 == 0o600 && mode(of: place / "a") & 0o777 == 0o700)
        #expect(try read(place / "a/b/config.json.before-pat") == "")
    }

    @Test("A link stays one, a dangling one and one to a link, too", arguments: [true, false])
    func links(isThere: Bool) throws {
        mkdir(place / "dotfiles", 0o700)
        mkdir(place / "docker", 0o700)
        if isThere { try write("{}", to: place / "dotfiles/real.json") }
        symlink("real.json", place / "dotfiles/link.json")
        symlink("../dotfiles/link.json", place / "docker/config.json")
        #expect(try change(place / "docker/config.json"))
        #expect(mode(of: place / "docker/config.json") & S_IFMT == S_IFLNK)
        #expect(mode(of: place / "dotfiles/link.json") & S_IFMT == S_IFLNK)
        #expect(try read(place / "dotfiles/real.json") == "{\n\t\"credsStore\": \"pat\"\n}")
        // The backup is not in somebody's repository.
        #expect(FileManager.default.fileExists(atPath: place / "docker/config.json.before-pat"))
    }

    @Test("A link in a circle is an error")
    func circle() throws {
        symlink("config.json", path)
        #expect(throws: SetupError.clientFile(path: path, .system(SystemError(code: ELOOP)))) { try change() }
    }

    @Test("Whoever writes meanwhile is noticed, and what that was is changed")
    func meanwhile() throws {
        try write("{}", to: path)
        let changed = try change { count in
            switch count {
            // As docker does it, and as an editor may.
            case 1:
                try write(#"{"auths": {"new.example": {}}}"#, to: place / "other")
                rename(place / "other", path)
            case 2: try write(#"{"auths": {"newer.example": {}}}"#, to: path)
            case 3: unlink(path)
            case 4: try write(#"{"last": 1}"#, to: path)
            default: break
            }
        }
        #expect(changed)
        #expect(try read(path) == #"{"last": 1, "credsStore": "pat"}"#)
        #expect(try read(path + ".before-pat") == #"{"last": 1}"#)
        #expect(try names() == ["config.json", "config.json.before-pat"])
    }

    @Test("Whoever never stops to write is an error, and nothing of ours is left")
    func restless() throws {
        try write("{}", to: path)
        #expect(throws: SetupError.clientFile(path: path, .restless)) {
            try change { try write(#"{"count": \#($0)}"#, to: path) }
        }
        #expect(try !read(path).contains("pat"))
        #expect(try names() == ["config.json"])
    }

    @Test("Helpers take turns; one that does not end is not waited for without end")
    func turns() throws {
        try write("{}", to: path)
        let lock = FileLock(try FileDescriptor(opening: place.path, flags: O_RDONLY | O_DIRECTORY))
        #expect(lock.acquire(.exclusive, pause: 1...1) { false } == .acquired)
        #expect(throws: SetupError.clientFile(path: path, .busy(seconds: 1))) { try change() }
        lock.release()
        #expect(try change())
    }

    @Test("What one that was killed has left is removed, and nothing of anybody else's")
    func leftovers() throws {
        for name in ["config.json.pat-1abc", "config.json.before-pat.pat-2", "config.json123", "other.json.pat-3"] {
            try write("{}", to: place / name)
        }
        #expect(try change())
        #expect(try names() == ["config.json", "config.json.before-pat", "config.json123", "other.json.pat-3"])
    }

    @Test("An edit that fails changes nothing")
    func failure() throws {
        struct Failed: Error {}
        try write("{}", to: path)
        #expect(throws: Failed.self) { try change { _ in throw Failed() } }
        #expect(try read(path) == "{}")
        #expect(try names() == ["config.json"])
    }

    @Test("Broken JSON is refused, with its place", arguments: ["{,}", "{\"a\": 1", "x"])
    func broken(_ text: String) throws {
        try write(text, to: path)
        #expect(throws: SetupError.self) { try change() }
        #expect(try read(path) == text)
        #expect(try names() == ["config.json"])
    }
}
