import Foundation
import TestSupport
import Testing

@Suite("Memory stays flat", .serialized, .keyringSession)
struct FlatMemoryTests {
    /// How the store is used.
    enum Use: String, CaseIterable {
        case oneStore = "one-store"
        case newStores = "new-stores"

        /// A new store agrees on new keys, which takes time.
        var rounds: Int { self == .oneStore ? 1000 : 400 }
    }

    /// In bytes. glibc's smallest block has 32: one that is lost in every tenth round is already more. Where none is
    /// lost, 16 were measured at most: a block may be as much larger than what was asked for.
    private static let limit = 1000

    /// Keeps out of the measurement what libraries keep for later. How much that is depends on how the threads happen
    /// to run, so that it grows with the load of the machine, ever less, by 130 KB and more in 400 rounds.
    private static let withoutCaches = [
        // Freed blocks, up to seven of each size for each thread: free → _int_free → tcache_put, in the main thread and
        // in GDBus's worker, which frees what the main one has allocated. mallinfo takes them for used.
        // Arenas, 2,256 bytes each, one more for a new thread when others have all that there are:
        // free → tcache_init → arena_get2 → _int_new_arena.
        "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1",
        // Pages for blocks of one size, before GLib 2.76: g_slice_alloc → allocator_add_slab → posix_memalign.
        "G_SLICE": "always-malloc",
    ]

    @Test("Hundreds of gets, lists, snapshots and stores in one process", arguments: Use.allCases)
    func flat(_ use: Use) throws {
        let session = try #require(KeyringSessionTrait.session)
        let ran = try Command.run(
            [Bundle.main.bundleURL.appendingPathComponent("StoreMemory").path, use.rawValue, "\(use.rounds)"],
            // With our own variables, too, such as a sanitizer's options.
            environment: ProcessInfo.processInfo.environment.merging(session.environment) { $1 }
                .merging(Self.withoutCaches) { $1 },
            limit: 600
        )
        #expect(ran.status == 0, "\(ran.errorText)")
        let growth = try #require(Int(ran.outputText.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(growth < Self.limit)
    }
}
