/// As what the program was started: the name of its file says it.
package enum Invocation {
    /// `docker-credential-pat`.
    case helper
    /// `docker-pat`, by which docker makes `docker pat` of it.
    case dockerPlugin

    /// - Parameter path: the program as it was called, by its name alone or by a path.
    package init(path: String) {
        self = path.split(separator: "/").last == "docker-pat" ? .dockerPlugin : .helper
    }

    /// How a person calls it.
    var program: String {
        switch self {
        case .helper: "docker-credential-pat"
        case .dockerPlugin: "docker pat"
        }
    }
}
