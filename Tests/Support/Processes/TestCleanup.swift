import Foundation
import Synchronization

/// The processes to be ended and the directories to be removed even if this process cannot do so itself: after Ctrl-C,
/// or a crash in a test.
///
/// A shell keeps the list. Its input ends when this process is gone, for whatever reason, and then it does what is
/// left.
final class TestCleanup: Sendable {
    enum Entry: Hashable {
        case process(pid: Int32)
        case directory(path: String)
    }

    static let shared = TestCleanup()

    private let entries = Mutex<Set<Entry>>([])
    private let list: FileHandle

    private init() {
        let pipe = Pipe()
        list = pipe.fileHandleForWriting
        // No program may inherit it: the shell's input would not end before that program does.
        _ = fcntl(list.fileDescriptor, F_SETFD, FD_CLOEXEC)
        do {
            _ = try Spawn.start(
                ["sh", "-c", Self.script],
                input: .descriptor(pipe.fileHandleForReading.fileDescriptor),
                output: .null,
                error: .null,
                environment: ["PATH": SearchPath.system]
            )
            try pipe.fileHandleForReading.close()
        } catch {
            fatalError("no shell to tidy up after the tests: \(error)")
        }
    }

    func add(_ entry: Entry) {
        entries.withLock {
            $0.insert(entry)
            write($0)
        }
    }

    func remove(_ entry: Entry) {
        entries.withLock {
            $0.remove(entry)
            write($0)
        }
    }

    /// One line with all that is in the list, in place of the line before.
    private func write(_ entries: Set<Entry>) {
        let words = entries.map { entry in
            switch entry {
            case .process(let pid): "\(pid)"
            case .directory(let path): path
            }
        }
        list.write(Data((words.joined(separator: "\t") + "\n").utf8))
    }

    /// Processes first: one that runs may still write to its directory.
    private static let script = #"""
        trap '' HUP INT TERM
        set -f
        while read -r line; do list=$line; done
        IFS=$(printf '\t')
        set -- $list
        for entry; do
            case $entry in
            */*) ;;
            *) kill -TERM "$entry" ;;
            esac
        done
        for entry; do
            case $entry in
            */*) continue ;;
            esac
            tries=100
            # Gone, or a zombie that nobody collects: both run no program.
            while [ -e "/proc/$entry/exe" ] && [ $tries -gt 0 ]; do
                tries=$((tries - 1))
                sleep 0.1
            done
            kill -KILL "$entry"
        done
        for entry; do
            case $entry in
            */docker-credential-pat-test-*) rm -rf "$entry" ;;
            esac
        done
        """#
}
