/// Command lines that run a program in which some system calls fail (seccomp(2)), as in a container that forbids them,
/// or on a file system that does not have them. By perl, which every Debian has.
package enum SystemCallFilter {
    #if arch(arm64)
        private static let (fcntl, flock, prctl) = (25, 32, 167)
    #else
        private static let (fcntl, flock, prctl) = (72, 73, 157)
    #endif

    /// Runs `command`, in which the calls of these numbers fail with `code`.
    package static func forbid(_ calls: ClosedRange<Int>, failingWith code: Int32, to command: [String]) -> [String] {
        run(
            command,
            under: [
                "[0x20, 0, 0, 0]",  // the call's number
                "[0x35, 0, 2, \(calls.lowerBound)]", "[0x25, 1, 0, \(calls.upperBound)]",
                failure(code), success,
            ]
        )
    }

    /// Runs `command` as on file systems that have no locks, neither those of flock(2) nor those of fcntl(2): to ask
    /// for one, or to release one, fails with `code`.
    package static func withoutLocks(failingWith code: Int32, to command: [String]) -> [String] {
        run(
            command,
            under: [
                "[0x20, 0, 0, 0]", "[0x15, 7, 0, \(flock)]", "[0x15, 0, 5, \(fcntl)]",
                "[0x20, 0, 0, 24]",  // the second argument: F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW
                "[0x15, 4, 0, 6]", "[0x15, 3, 0, 7]", "[0x15, 2, 0, 37]", "[0x15, 1, 0, 38]",
                success, failure(code),
            ]
        )
    }

    private static let success = "[0x06, 0, 0, 0x7fff0000]"

    private static func failure(_ code: Int32) -> String { "[0x06, 0, 0, 0x50000 | \(code)]" }

    /// - Parameter filter: the instructions of a filter (linux/filter.h), as perl has them.
    private static func run(_ command: [String], under filter: [String]) -> [String] {
        let script = """
            my @program = (\(filter.joined(separator: ", ")));
            my $filter = join "", map { pack "SCCL", @$_ } @program;
            syscall(\(prctl), 38, 1, 0, 0, 0) == 0 or die "no_new_privs: $!";
            syscall(\(prctl), 22, 2, pack("Sx![P]P", scalar @program, $filter)) == 0 or die "seccomp: $!";
            exec @ARGV or die;
            """
        return ["perl", "-e", script] + command
    }
}
