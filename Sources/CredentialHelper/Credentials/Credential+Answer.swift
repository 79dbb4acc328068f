extension Credential {
    /// Throws when `get` cannot answer with it, though it is there.
    /// - Parameter profile: whose it is.
    func requireAnswerable(in profile: Profile) throws(HelperError) {
        if secret.isEmpty { throw .secretLost(server: server, profile) }
        guard secret.expose({ $0.span.isUTF8 }) else { throw .secretNotUTF8(server: server, profile) }
    }

    /// Why `get` cannot answer with it; `nil` when it can.
    func flaw(in profile: Profile) -> HelperError? {
        do throws(HelperError) { try requireAnswerable(in: profile) } catch { return error }
        return nil
    }
}
