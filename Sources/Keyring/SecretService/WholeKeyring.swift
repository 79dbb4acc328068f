import CredentialHelper
import Glibc

extension Bus {
    /// Throws when GNOME Keyring has a keyring file that it cannot read: it shows nothing of it, and would have a
    /// client take what is in it for absent. Called only when nothing was found.
    func requireWholeKeyring() throws(CallError) {
        guard let directory = keyringDirectory else { return }
        let files = Self.names(in: directory).filter { $0.hasSuffix(".keyring") }
        if files.isEmpty { return }
        let collections = sendLastingCollections()
        guard try isOwned("org.gnome.keyring") else { return }
        guard try lastingCollections(collections) < files.count else { return }
        // Another file that is broken is not this helper's concern: new items go to the default one.
        let main = Self.firstLine(of: "\(directory)/default") ?? "login"
        guard files.contains("\(main).keyring") else { return }
        throw CallError(.damaged(file: "\(directory)/\(main).keyring"))
    }

    private var keyringDirectory: String? {
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return "\(data)/keyrings" }
        return environment["HOME"].map { "\($0)/.local/share/keyrings" }
    }

    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
            )
        }
        return names
    }

    private static func firstLine(of path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let text = String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return text.isEmpty ? nil : text
    }
}
