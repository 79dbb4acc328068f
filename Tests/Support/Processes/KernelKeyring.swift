/// Command lines that run a program with other rights to the kernel's keyring than usual (keyrings(7)), or look into
/// it. By perl, which every Debian has.
package enum KernelKeyring {
    #if arch(arm64)
        private static let (prctl, addKey, keyctl) = (167, 217, 219)
    #else
        private static let (prctl, addKey, keyctl) = (157, 248, 250)
    #endif

    /// Runs `command` as in a container that forbids the system calls for keys: they fail with `code` (seccomp(2)).
    package static func forbidden(failingWith code: Int32, to command: [String]) -> [String] {
        // Load the call's number; add_key, request_key and keyctl fail, all others are let through.
        let script = """
            my @program = ([0x20, 0, 0, 0], [0x35, 0, 2, \(addKey)], [0x25, 1, 0, \(keyctl)],
                [0x06, 0, 0, 0x50000 | \(code)], [0x06, 0, 0, 0x7fff0000]);
            my $filter = join "", map { pack "SCCL", @$_ } @program;
            syscall(\(prctl), 38, 1, 0, 0, 0) == 0 or die "no_new_privs: $!";
            syscall(\(prctl), 22, 2, pack("Sx![P]P", scalar @program, $filter)) == 0 or die "seccomp: $!";
            exec @ARGV or die;
            """
        return ["perl", "-e", script] + command
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
