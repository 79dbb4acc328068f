/// As what the program was started: the name of its file says it.
package enum Invocation: Equatable {
    /// `docker-credential-pat`.
    case helper
    /// `docker-credential-pat-NAME`: the helper of the profile `NAME`, if it can be one's name.
    case helperOfProfile(named: String)
    /// `docker-pat`, by which docker makes `docker pat` of it.
    case dockerPlugin

    static let helperName = "docker-credential-pat"

    /// - Parameter path: the program as it was called, by its name alone or by a path.
    package init(path: String) {
        let name = path.split(separator: "/").last ?? ""
        if name == "docker-pat" {
            self = .dockerPlugin
        } else if name.hasPrefix(Self.helperName + "-") {
            self = .helperOfProfile(named: String(name.dropFirst(Self.helperName.count + 1)))
        } else {
            self = .helper
        }
    }

    /// How a person calls it.
    var program: String {
        switch self {
        case .helper: Self.helperName
        case .helperOfProfile(let name): Profile(name) == nil ? Self.helperName : "\(Self.helperName)-\(name)"
        case .dockerPlugin: "docker pat"
        }
    }
}
