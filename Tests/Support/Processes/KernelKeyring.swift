/// Command lines that run a program with other rights to the kernel's keyring than usual (keyrings(7)), or look into
/// it. By perl, which every Debian has.
package enum KernelKeyring {
    #if arch(arm64)
        private static let (addKey, keyctl) = (217, 219)
    #else
        private static let (addKey, keyctl) = (248, 250)
    #endif

    /// Runs `command` as in a container that forbids the system calls for keys: they fail with `code`.
    package static func forbidden(failingWith code: Int32, to command: [String]) -> [String] {
        // add_key, request_key and keyctl.
        SystemCallFilter.forbid(addKey...keyctl, failingWith: code, to: command)
    }

    /// Runs `command` with a session keyring of its own that has nothing of the user's keys in it, as cron's or a
    /// service's may be.
    package static func newSession(of command: [String]) -> [String] {
        ["perl", "-e", #"syscall(\#(keyctl), 1, 0) >= 0 or die "keyctl: $!"; exec @ARGV or die"#] + command
    }

    /// Prints the contents of a key, if it may.
    package static func reading(key serial: Int) -> [String] {
        [
            "perl", "-e",
            #"my $b = "\0" x 99; my $n = syscall(\#(keyctl), 11, \#(serial), $b, 99); print $n < 0 ? "$!" : $b"#,
        ]
    }
}
