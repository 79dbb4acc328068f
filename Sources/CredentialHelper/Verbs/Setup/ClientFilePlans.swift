import Glibc

/// The plans for all files of the clients that there are: docker's, then podman's.
enum ClientFilePlans {
    /// - Parameter others: further registries that this helper has to answer for.
    static func all(_ context: SetupContext, alsoFor others: [ClientRegistry]) throws -> [ClientFilePlan] {
        let named = context.options.registries
        let docker = try ClientFile.docker(context.environment)
        let fallback = try docker.flatMap { try $0.read() }
        // `--docker-config` is about that one file.
        let podman = context.options.dockerConfiguration == nil ? try podmanFiles(context.environment) : []
        // What it will meet can be foretold only of a keyring that is there.
        let intake = context.planningIntake
        func plan(_ file: ClientFile, _ goal: ClientFileGoal) throws -> ClientFilePlan {
            try ClientFilePlan(file, goal: goal, intake: intake, seconds: context.settings.timeLimits.call)
        }
        let known =
            try named.isEmpty
            ? registries(in: (docker.map { [$0] } ?? []) + podman, for: context.helperName) + others : named
        // Where podman's own files say nothing it reads docker's.
        let podmanGoal = ClientFileGoal.podman(
            helper: context.helperName,
            scope: named,
            helperRegistries: known.unique,
            reading: try podman.compactMap { try $0.read() } + [fallback].compactMap(\.self)
        )
        let isFallback = context.environment["REGISTRY_AUTH_FILE", default: ""].isEmpty
        let dockerGoal = ClientFileGoal(
            client: .docker,
            helper: context.helperName,
            scope: named,
            helperRegistries: named,
            podmanRegistries: isFallback ? podmanGoal.registries(forFallback: fallback) : [],
            isForAll: named.isEmpty
        )
        return try (docker.map { [try plan($0, dockerGoal)] } ?? []) + podman.map { try plan($0, podmanGoal) }
    }

    /// Those that are there and, where one of their programs is, those that it would make. The one that is gone after
    /// a reboot is made only in a directory of the user's session.
    static func podmanFiles(_ environment: [String: String]) throws -> [ClientFile] {
        let isInstalled = ["podman", "buildah", "skopeo"].contains {
            SearchPath(environment).program(named: $0) != nil
        }
        let files = try ClientFile.podman(environment)
        let runtime = environment["XDG_RUNTIME_DIR"].map { access($0, W_OK) == 0 } ?? false
        return files.enumerated().filter { index, file in
            access(file.path, F_OK) == 0 || isInstalled && (runtime || index == files.count - 1)
        }.map(\.element)
    }

    /// The registries that somebody has logged in to, or has chosen `helper` for.
    private static func registries(in files: [ClientFile], for helper: String) throws -> [ClientRegistry] {
        var registries: [ClientRegistry] = []
        for file in files {
            let configuration = try file.read()
            let helpers = configuration?.credHelpers.filter { $0.helper == helper } ?? []
            registries += helpers.compactMap { ClientRegistry($0.registry) }
            registries += (configuration?.entries ?? []).compactMap(\.registry)
        }
        return registries
    }
}

extension [ClientRegistry] {
    /// Each once, where it stands first.
    fileprivate var unique: [ClientRegistry] {
        reduce(into: []) { found, registry in
            if !found.contains(registry) { found.append(registry) }
        }
    }
}
