/// What is to become different in a client's file. What it does not concern stays as it is, byte for byte.
struct ClientFileChange {
    /// A value that is set, or taken out with its key.
    enum Edit: Equatable {
        case set(String)
        case remove
    }

    /// The keys of `auths` whose secrets are taken out. `"HOST": {}` stays, as docker leaves it after a login with a
    /// helper.
    var secretsToRemove: [String] = []
    var credsStore: Edit?
    /// By the registries' names.
    var credHelpers: [(registry: String, edit: Edit)] = []
    /// Whether to take out `credHelpers` as well once nothing is left in it.
    var dropsEmptyHelpers = false

    var isEmpty: Bool { secretsToRemove.isEmpty && credsStore == nil && credHelpers.isEmpty }

    /// - Parameter configuration: `nil` where there is no file, or nothing in it.
    func applied(to configuration: DockerConfiguration?) throws(ClientFileError) -> JSONDocument {
        let document = configuration?.document ?? .empty
        // As the file writes them: docker takes them in any case.
        let auths = try document.root.field("auths")?.key ?? "auths"
        let store = try document.root.field("credsStore")?.key ?? "credsStore"
        let helpers = try document.root.field("credHelpers")?.key ?? "credHelpers"
        let entries = configuration?.entries.filter { entry in
            secretsToRemove.contains { $0.sameBytes(as: entry.server) }
        }
        do throws(JSONDocumentError) {
            var edited = document
            for entry in entries ?? [] {
                for key in entry.secretKeys { edited = try edited.removing(key, from: [auths, entry.server]) }
            }
            for (registry, edit) in credHelpers {
                edited = try edited.applying(edit, to: registry, in: [helpers])
            }
            if dropsEmptyHelpers, edited.object(at: [helpers])?.members.isEmpty == true {
                edited = try edited.removing(helpers)
            }
            if let credsStore { edited = try edited.applying(credsStore, to: store, in: []) }
            return edited
        } catch {
            throw .json(error)
        }
    }
}

extension JSONDocument {
    fileprivate func applying(
        _ edit: ClientFileChange.Edit,
        to key: String,
        in path: [String]
    ) throws(JSONDocumentError) -> JSONDocument {
        switch edit {
        case .set(let text): try setting(key, to: text, in: path)
        case .remove: try removing(key, from: path)
        }
    }
}
