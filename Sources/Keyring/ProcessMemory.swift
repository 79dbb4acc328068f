import CLibsecret

/// The memory of this process, in which secrets are.
package enum ProcessMemory {
    /// Keeps it from core dumps and from debuggers of the same user (prctl(2), PR_SET_DUMPABLE).
    package static func close() {
        _ = forbid_dumps_and_tracing()
    }
}
