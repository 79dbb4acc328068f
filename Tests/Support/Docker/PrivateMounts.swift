/// Runs a program with an empty `/etc`, `/run` and `/var/lib` of its own, which vanish with it.
///
/// Not all that container tools read and write there can be moved by an option: dockerd makes `/etc/docker/key.json`
/// and takes over a containerd that it finds under `/run`; skopeo, as root, notes in `/var/lib/containers` where it saw
/// a layer. And a socket in here has a short path, wherever temporary files are: 104 bytes is all that containerd
/// takes.
package enum PrivateMounts {
    /// - Returns: what to run. Each step replaces the one before, so the pid is the program's own.
    package static func around(_ command: [String]) -> [String] {
        let script = #"for place in /etc /run /var/lib; do mount -t tmpfs none $place || exit 1; done; exec "$@""#
        return ["unshare", "--mount", "--", "sh", "-c", script, "sh"] + command
    }
}
