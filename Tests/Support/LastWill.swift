import Foundation
import Synchronization

/// What has to be ended and removed even if this process can't do so itself: after Ctrl-C, or a crash in a test.
///
/// A shell keeps the list. Its input ends when this process is gone, for whatever reason, and then it does what is left.
final class LastWill: Sendable {
    enum Entry: Hashable {
        case process(pid: Int32)
        case directory(path: String)
    }

    static let shared = LastWill()

    private let entries = Mutex<Set<Entry>>([])
    private let list: FileHandle

    private init() {
        let pipe = Pipe()
        list = pipe.fileHandleForWriting
        // A program that inherited it would keep the shell waiting.
        _ = fcntl(list.fileDescriptor, F_SETFD, FD_CLOEXEC)
        let executor = Process()
        executor.executableURL = URL(fileURLWithPath: "/bin/sh")
        executor.arguments = ["-c", Self.script]
        executor.environment = ["PATH": Command.searchPath]
        executor.standardInput = pipe
        executor.standardOutput = FileHandle.nullDevice
        executor.standardError = FileHandle.nullDevice
        do {
            try executor.runUnmasked()
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
