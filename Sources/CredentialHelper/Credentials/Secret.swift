import Glibc

/// Bytes that nobody else may see: a token, or text that has one in it. Wiped when it is no longer used,
/// and rendered as `<redacted>` wherever something prints it. `expose` is the only door.
package final class Secret {
    private var storage: UnsafeMutableBufferPointer<UInt8>
    package private(set) var count = 0

    package init(capacity: Int = 64) {
        storage = .allocate(capacity: max(capacity, 1))
    }

    package convenience init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.init(capacity: bytes.count)
        append(bytes)
    }

    deinit {
        Self.wipeAndFree(storage)
    }

    package var isEmpty: Bool { count == 0 }

    package func isSame(as other: Secret) -> Bool {
        expose { bytes in other.expose { bytes.elementsEqual($0) } }
    }

    /// Lends the bytes to `body`, which must not let them escape.
    package func expose<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(rebasing: storage[..<count]))
    }

    package func append(_ byte: UInt8) {
        if count == storage.count { grow(to: count + 1) }
        storage[count] = byte
        count += 1
    }

    package func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if count + bytes.count > storage.count { grow(to: count + bytes.count) }
        _ = storage[count...].update(fromContentsOf: bytes)
        count += bytes.count
    }

    /// Appends a text that is no secret, such as a key of JSON.
    package func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The same without one newline at its end, which whoever writes a file with one line in it leaves there.
    var withoutNewline: Secret {
        expose { bytes in
            var bytes = bytes[...]
            if bytes.last == UInt8(ascii: "\n") {
                bytes = bytes.dropLast()
                if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
            }
            return Secret(UnsafeBufferPointer(rebasing: bytes))
        }
    }

    /// Appends what `fill` writes into the spare room, which is at least `room` bytes long.
    /// `fill` answers how many bytes it wrote, or less than 0 for an error, which is passed on.
    package func append(room: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        if count + room > storage.count { grow(to: count + room) }
        let written = fill(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: storage[count...])))
        if written > 0 { count += written }
        return written
    }

    private func grow(to needed: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(needed, storage.count * 2))
        _ = larger.update(fromContentsOf: storage[..<count])
        Self.wipeAndFree(storage)
        storage = larger
    }

    private static func wipeAndFree(_ storage: UnsafeMutableBufferPointer<UInt8>) {
        // Optimizers remove a plain loop that writes zeros before a free.
        explicit_bzero(storage.baseAddress!, storage.count)
        storage.deallocate()
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
