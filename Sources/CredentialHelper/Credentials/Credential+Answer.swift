extension Credential {
    /// Throws when `get` cannot answer with it, though it is there.
    func requireAnswerable() throws(HelperError) {
        if secret.isEmpty { throw .secretLost(server: server) }
        guard secret.expose({ $0.span.isUTF8 }) else { throw .secretNotUTF8(server: server) }
    }

    /// Why `get` cannot answer with it; `nil` when it can.
    var flaw: HelperError? {
        do throws(HelperError) { try requireAnswerable() } catch { return error }
        return nil
    }
}
