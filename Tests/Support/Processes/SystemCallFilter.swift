/// Command lines that run a program as a container may: without some of the system calls (seccomp(2)). By perl, which
/// every Debian has.
package enum SystemCallFilter {
    #if arch(arm64)
        private static let prctl = 167
        package static let flock = 32
    #else
        private static let prctl = 157
        package static let flock = 73
    #endif

    /// Runs `command`, in which the calls of these numbers fail with `code`.
    package static func forbid(
        _ calls: ClosedRange<Int>,
        failingWith code: Int32,
        to command: [String]
    ) -> [String] {
        // Load the call's number; those of the range fail, all others are let through.
        let script = """
            my @program = ([0x20, 0, 0, 0], [0x35, 0, 2, \(calls.lowerBound)], [0x25, 1, 0, \(calls.upperBound)],
                [0x06, 0, 0, 0x50000 | \(code)], [0x06, 0, 0, 0x7fff0000]);
            my $filter = join "", map { pack "SCCL", @$_ } @program;
            syscall(\(prctl), 38, 1, 0, 0, 0) == 0 or die "no_new_privs: $!";
            syscall(\(prctl), 22, 2, pack("Sx![P]P", scalar @program, $filter)) == 0 or die "seccomp: $!";
            exec @ARGV or die;
            """
        return ["perl", "-e", script] + command
    }
}
