/// How a client's file should be, whatever it is now.
struct ClientFileGoal {
    enum Fate {
        /// There is no secret.
        case nothing
        /// It stays in plain text, for this reason.
        case stays(String)
        case moves(Credential)
    }

    let client: ClientFile.Client
    /// The registries that were named; none for all.
    let scope: [ClientRegistry]
    /// Those that need a helper of their own.
    let helperRegistries: [ClientRegistry]
    /// Those that docker's file has to name for podman's sake, which reads it last.
    let podmanRegistries: [ClientRegistry]
    /// Whether the helper is to be that of all registries.
    let isForAll: Bool
    /// Those for which podman goes on with what stands in plain text, in all of its files.
    let plainRegistries: [ClientRegistry]
    /// The name of the helper that is to be there.
    private let name: String

    init(
        client: ClientFile.Client,
        helper name: String = Profile.default.helperName,
        scope: [ClientRegistry] = [],
        helperRegistries: [ClientRegistry] = [],
        podmanRegistries: [ClientRegistry] = [],
        isForAll: Bool = false,
        plainRegistries: [ClientRegistry] = []
    ) {
        (self.client, self.name, self.scope, self.plainRegistries) = (client, name, scope, plainRegistries)
        (self.helperRegistries, self.podmanRegistries) = (helperRegistries, podmanRegistries)
        self.isForAll = isForAll
    }

    /// That of podman's files.
    /// - Parameter files: all that podman reads.
    static func podman(
        helper name: String = Profile.default.helperName,
        scope: [ClientRegistry] = [],
        helperRegistries: [ClientRegistry] = [],
        reading files: [DockerConfiguration]
    ) -> Self {
        let plain = Self(client: .podman, helper: name, scope: scope).unmovableRegistries(in: files)
        return Self(
            client: .podman,
            helper: name,
            scope: scope,
            helperRegistries: helperRegistries,
            plainRegistries: plain
        )
    }

    /// - Parameter others: all entries of the file.
    func fate(of entry: AuthEntry, among others: [AuthEntry]) -> Fate {
        switch entry.contents {
        case .empty: return .nothing
        case .unusable(let reason): return .stays(reason)
        case .credential(let username, let secret):
            guard let registry = entry.registry else { return .stays("a namespace, which no helper is asked for") }
            guard scope.isEmpty || scope.contains(registry) else { return .stays("not named by --registry") }
            if plainRegistries.contains(registry) {
                return .stays("podman asks no helper for a registry of which other secrets stay")
            }
            do throws(HelperError) {
                let server = entry.keptName(among: others)
                return .moves(try Credential(validating: server, username: username, secret: secret))
            } catch {
                return .stays(error.message)
            }
        }
    }

    /// What is missing to the goal, but for the secrets.
    /// - Parameter disputed: the keys of secrets that stay, since the keyring has others. podman goes on with them, for
    ///   which it must not be told of a helper.
    func change(of configuration: DockerConfiguration?, without disputed: [String]) -> ClientFileChange {
        var change = ClientFileChange()
        if isForAll, configuration?.credsStore != name { change.credsStore = .set(name) }
        for registry in helperRegistries {
            let key = registry.key(for: client)
            let own = configuration?.credHelpers.first { $0.registry.sameBytes(as: key) }?.helper
            // Where a registry was not named, another helper has been chosen for it with care.
            guard own != name, own == nil || scope.contains(registry) else { continue }
            if client == .docker, own == nil, configuration?.credsStore == name { continue }
            if client == .podman {
                let isDisputed = disputed.contains { ClientRegistry($0) == registry }
                if isDisputed || plainRegistries.contains(registry) { continue }
            }
            change.credHelpers.append((registry: key, edit: .set(name)))
        }
        for registry in podmanRegistries {
            let key = registry.key(for: .podman)
            let isNamed = configuration?.credHelpers.contains { $0.registry.sameBytes(as: key) } == true
            if isNamed || change.credHelpers.contains(where: { $0.registry == key }) { continue }
            change.credHelpers.append((registry: key, edit: .set(name)))
        }
        return change
    }

    /// The registries for which docker's file, which podman reads last, can name the helper where podman's own cannot:
    /// a namespace's secret in them is found before it.
    func registries(forFallback docker: DockerConfiguration?) -> [ClientRegistry] {
        let alone = Self(client: .podman, helper: name, scope: scope)
        let lost = alone.unmovableRegistries(in: [docker].compactMap(\.self))
        return helperRegistries.filter { plainRegistries.contains($0) && !lost.contains($0) }
    }

    /// Other helpers that are named, for people.
    func otherHelpers(in configuration: DockerConfiguration?) -> [String] {
        var lines: [String] = []
        if let store = configuration?.credsStore, store != name, !store.isEmpty {
            let isOther = Profile(helperName: store) == nil
            let end = isForAll && isOther ? ": what it keeps is taken over by --from \(store)" : ""
            lines.append("uses docker-credential-\(store) for all registries\(end)")
        }
        for helper in configuration?.credHelpers ?? [] where helper.helper != name {
            lines.append("uses docker-credential-\(helper.helper) for \(helper.registry.printableName)")
        }
        return lines
    }

    /// The registries of which secrets in these files cannot be moved, such as those of namespaces. podman looks for
    /// what is in plain text only where no helper is named for the host, in this file or in one that it reads before:
    /// with one, they would be lost to it.
    private func unmovableRegistries(in files: [DockerConfiguration]) -> [ClientRegistry] {
        files.flatMap { file in
            file.entries.compactMap { entry in
                guard case .stays = fate(of: entry, among: file.entries) else { return nil }
                let host = entry.server.split(separator: "/", omittingEmptySubsequences: true).first.map(String.init)
                return entry.registry ?? host.flatMap { ClientRegistry($0) }
            }
        }
    }
}
