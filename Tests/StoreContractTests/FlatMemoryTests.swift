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

    /// In bytes. The smallest block of glibc's is 32 bytes: if any of a round's calls lost one, even if only in a tenth
    /// of the rounds, it would be more. Nothing lost was 16 bytes at most, since a block may be that much larger than
    /// what was asked for.
    private static let limit = 1000

    /// Keeps out of the measurement what libraries keep for later. How much that is depends on how the threads happen to
    /// run, so that it grows with the load of the machine, ever less, by 130 KB and more in 400 rounds.
    private static let withoutCaches = [
        // Freed blocks that each thread keeps for itself, seven of each size, and glibc counts as in use:
        // free → _int_free → tcache_put, on the main thread and on GDBus's worker, which free each other's messages.
        // And arenas, one more whenever two threads allocate at once, each with 2,256 bytes in use of its own:
        // malloc → tcache_init → arena_get2 → _int_new_arena.
        "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1",
        // Pages for blocks of one size, before GLib 2.76: g_slice_alloc → allocator_add_slab → posix_memalign.
        "G_SLICE": "always-malloc",
    ]

    @Test("Hundreds of gets, lists, surveys and stores in one process", arguments: Use.allCases)
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
