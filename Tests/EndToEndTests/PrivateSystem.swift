import TestSupport

/// This machine, for those who enter it: what they install, or write below `/usr`, `/etc` and `/var`, is in memory, and
/// gone with it.
final class PrivateSystem {
    private let holder: BackgroundProcess

    init() throws {
        let script = """
            mount -t tmpfs none /mnt || exit
            for place in usr etc var; do
                mkdir -p /mnt/$place/upper /mnt/$place/work || exit
                options=lowerdir=/$place,upperdir=/mnt/$place/upper,workdir=/mnt/$place/work
                mount -t overlay none -o $options /$place || exit
            done
            # Nothing is to be fetched.
            echo 'APT::Install-Recommends "false";' >/etc/apt/apt.conf.d/99private || exit
            echo mounted
            exec sleep infinity
            """
        let holder = try BackgroundProcess(["unshare", "--mount", "--", "sh", "-c", script], environment: [:])
        self.holder = holder
        try holder.waitUntil { holder.logText.hasSuffix("mounted\n") }
    }

    deinit {
        holder.stop()
    }

    /// - Returns: what to run, to run `command` in there.
    func around(_ command: [String]) -> [String] {
        ["nsenter", "--target", "\(holder.pid)", "--mount", "--"] + command
    }
}
