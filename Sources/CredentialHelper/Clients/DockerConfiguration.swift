/// What docker's `config.json` says of credentials, or podman's `auth.json`, which has the same form. (docker/cli,
/// `cli/config/configfile/file.go`; containers-auth.json(5))
///
/// docker reads it with Go's decoder, which takes keys in any case, but for the names of registries.
package struct DockerConfiguration {
    /// A helper for one registry.
    package struct CredHelper: Equatable {
        package let registry: String
        /// What follows `docker-credential-` in the program's name.
        package let helper: String
    }

    /// The helper for all registries that have none of their own; docker takes an empty one for none.
    package let credsStore: String?
    package let credHelpers: [CredHelper]
    /// Those of `auths`: secrets in plain text, and `{}` where somebody has logged in with a helper.
    package let entries: [AuthEntry]
    let document: JSONDocument

    package init(_ document: JSONDocument) throws(ClientFileError) {
        self.document = document
        credsStore = try document.root.text("credsStore", in: document)
        var helpers: [CredHelper] = []
        for member in try document.root.objectMembers("credHelpers") {
            guard let helper = document.string(member.value) else { throw .wrongType(key: member.key) }
            helpers.append(CredHelper(registry: member.key, helper: helper))
        }
        credHelpers = helpers
        var entries: [AuthEntry] = []
        for member in try document.root.objectMembers("auths") {
            entries.append(try AuthEntry(member, in: document))
        }
        self.entries = entries
    }

    /// The names of all helpers that stand in it, once each.
    var helpers: [String] {
        ([credsStore].compactMap(\.self) + credHelpers.map(\.helper)).reduce(into: []) { names, name in
            if !name.isEmpty, !names.contains(name) { names.append(name) }
        }
    }

    /// The helper that docker runs for `registry`, as it names it.
    package func helper(for registry: String) -> String? {
        let own = credHelpers.first { $0.registry.sameBytes(as: registry) }?.helper
        let helper = own ?? credsStore
        return helper?.isEmpty == false ? helper : nil
    }
}

extension JSONValue {
    /// The member that Go's decoder takes for the field `name`.
    func field(_ name: String) throws(ClientFileError) -> JSONMember? {
        let found = members(anyCase: name)
        guard found.count < 2 else { throw .ambiguous(key: name) }
        return found.first
    }

    /// The text of a field; `nil` when there is none, or `null`.
    fileprivate func text(_ name: String, in document: JSONDocument) throws(ClientFileError) -> String? {
        guard let field = try field(name), field.value.kind != .null else { return nil }
        guard let text = document.string(field.value) else { throw .wrongType(key: field.key) }
        return text
    }

    /// The members of an object; none where it is missing, or `null`.
    fileprivate func objectMembers(_ name: String) throws(ClientFileError) -> [JSONMember] {
        guard let field = try field(name), field.value.kind != .null else { return [] }
        guard field.value.kind == .object else { throw .wrongType(key: field.key) }
        return field.value.members
    }
}
