import CredentialHelper

extension Bus {
    /// Whether something provides `org.freedesktop.secrets`, started for the purpose if need be.
    static func isProviderReachable(environment: [String: String], limits: TimeLimits) throws(StoreError) -> Bool {
        do throws(StoreError) {
            let bus = try Bus(environment: environment, limits: limits, isAbandoned: { false })
            return try bus.startProvider()
        } catch .unreachable(let why) {
            switch why {
            case .noBus, .deadBus, .noProvider, .notStarted: return false
            // It is there, and in trouble.
            case .providerLeft, .silent, .unanswered: throw .unreachable(why)
            }
        }
    }

    private func startProvider() throws(StoreError) -> Bool {
        do throws(CallError) {
            try loop.asDefault { () throws(CallError) in
                // A bus starts only what has a service file, and tells of no other that it runs.
                if try isOwned(Self.provider) { return }
                _ = try call(
                    Call(
                        destination: Self.daemon,
                        path: "/org/freedesktop/DBus",
                        interface: Self.daemon,
                        method: "StartServiceByName",
                        arguments: .tuple([.string(Self.provider), .unsigned(0)]),
                        reply: "u"
                    )
                )
            }
            return true
        } catch {
            throw error.storeError
        }
    }
}
