import Glibc

/// A file that clients read, as it was found.
struct FoundClientFile {
    let file: ClientFile
    /// `nil` where there is none, or it is empty.
    let configuration: Result<DockerConfiguration?, ClientFileError>

    init(_ file: ClientFile) {
        self.file = file
        configuration = Result { () throws(ClientFileError) in try file.configuration() }
    }

    var path: String { file.path }
    /// What is in it; `nil` also where it cannot be read.
    var contents: DockerConfiguration? { (try? configuration.get()).flatMap { $0 } }

    var isMissing: Bool { access(path, F_OK) != 0 }

    /// The problem that it cannot be read.
    /// - Parameter client: who cannot read it either.
    func failure(of client: String) -> Finding? {
        guard case .failure(let error) = configuration else { return nil }
        let hint: String
        switch error {
        case .system: hint = "\(client) cannot read it either: see whose it is, and its mode"
        case .json, .wrongType, .ambiguous: hint = "\(client) cannot read it either: mend it in an editor"
        default: hint = "\(client) cannot read it either"
        }
        return .problem("\(path): \(error.message)", hint: hint)
    }

    /// The names of all helpers that stand in it, once each.
    var helpers: [String] { contents?.helpers ?? [] }
}

extension DockerConfiguration {
    /// Whether a helper of this name is this program, in one of its profiles.
    static func isOwn(_ helper: String) -> Bool { Profile(helperName: helper) != nil }

    /// The registries that have a helper of their own which is this program.
    var ownRegistries: [String] { credHelpers.filter { Self.isOwn($0.helper) }.map(\.registry) }
}
