import TestSupport
import Testing

extension Registry {
    /// An image to pull, which another machine has pushed.
    /// - Parameters:
    ///   - name: its name in this registry.
    ///   - account: who pushes it; by default the registry's first.
    /// - Returns: the name by which it is pulled.
    func publish(_ name: String, by account: TokenServer.Account? = nil) throws -> String {
        let image = "\(address)/\(name)"
        let other = try DockerClient(on: Workstation(on: HeadlessMachine()), using: .credsStore, for: self)
        let (username, token) = (account?.username ?? username, account?.token ?? token)
        try expectSuccess(other.login(address, as: username, password: token))
        try expectSuccess(other.makeImage(image))
        try expectSuccess(other("push", image))
        try expectSuccess(other("rmi", image))
        try expectSuccess(other("logout", address))
        return image
    }
}
