import Glibc

extension FileDescriptor {
    /// The names in the directory that is open, but for its own and its parent's; those that are not UTF-8 are left
    /// out.
    /// - Parameter limit: how many of them to read.
    package func entries(atMost limit: Int = .max) -> [String] {
        // The stream gets a descriptor of its own, which it closes.
        let copy = dup(number)
        guard copy >= 0 else { return [] }
        guard let stream = fdopendir(copy) else {
            Glibc.close(copy)
            return []
        }
        defer { closedir(stream) }
        rewinddir(stream)
        var names: [String] = []
        while names.count < limit, let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
            }
            if let name, name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
