import CredentialHelper
import Glibc

/// The keys of the kernel's that this process may look at, in whatever keyring they are (proc_keys(5)).
///
/// Each user namespace has a user keyring of its own, though the user is the same: rootless podman and buildah run the
/// helper in one that does not have what `unlock` has put into another. To read a key it has only to be found.
struct VisibleKeys {
    private let lines: [Substring]

    /// None where the kernel's list cannot be read.
    init() {
        lines = (FileAccess.text(ofFile: "/proc/keys", limit: 1 << 20) ?? "").split(separator: "\n")
    }

    /// Containers hide the list, and so does a namespace that does not have this user: at the least, a list shows the
    /// user's own keyring.
    var isEmpty: Bool { lines.isEmpty }

    /// Those of this user that have exactly this description.
    func serials(of description: String) -> [Int32] {
        lines.compactMap { line in
            // The serial number, flags, uses, timeout, permissions, user, group, type; then the description, `: ` and
            // the length, and no more.
            let fields = line.split(separator: " ", maxSplits: 8)
            guard fields.count == 9, fields[7] == "user", uid_t(fields[5]) == geteuid(),
                let end = fields[8].lastIndex(of: ":")
            else { return nil }
            // The type is filled up with spaces.
            guard String(fields[8][..<end].drop { $0 == " " }).sameBytes(as: description) else { return nil }
            return Int32(fields[0], radix: 16)
        }
    }
}
