import CLibsecret

/// The answer to one asynchronous call: a GAsyncResult, once it is there.
final class PendingResult {
    private var result: OpaquePointer?

    deinit {
        if let result { g_object_unref(UnsafeMutableRawPointer(result)) }
    }

    var isAnswered: Bool { result != nil }

    /// Passes the answer to the `…_finish` function that takes it apart.
    func finish<Answer>(
        _ body: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Answer?
    ) throws(GLibError) -> Answer {
        try withExtendedLifetime(self) { () throws(GLibError) in
            var error: UnsafeMutablePointer<GError>?
            if let answer = body(result, &error) { return answer }
            throw GLibError(taking: error)
        }
    }

    /// What to give a GLib function as its callback's data. The callback holds on to this object: should the answer
    /// come after the caller has given up, it still finds its place.
    func userData() -> gpointer { Unmanaged.passRetained(self).toOpaque() }

    static let callback: GAsyncReadyCallback = { _, result, data in
        let pending = Unmanaged<PendingResult>.fromOpaque(data!).takeRetainedValue()
        pending.result = OpaquePointer(g_object_ref(UnsafeMutableRawPointer(result!)))
    }
}
