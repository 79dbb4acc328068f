// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A helper starts for every pull, and most of its start is the loading of libraries and the binding of symbols:
/// unused sections, names that nobody looks up and libraries that nobody calls stay out.
let quickStart =
    ["--gc-sections", "--no-export-dynamic", "--as-needed"].flatMap { ["-Xlinker", $0] } + [
        "-use-ld=lld", "-Xclang-linker", "-static-libgcc",
    ]

/// All symbols are bound at the start. Where a function is bound at its first call, the dynamic linker first saves the
/// vector registers on the stack, and with them the piece of a secret that has just been copied through them.
let noSecretOnStack = ["-z", "now"].flatMap { ["-Xlinker", $0] }

let package = Package(
    name: "docker-credential-pat",
    products: [
        .library(name: "PersonalAccessToken", targets: ["PersonalAccessToken"]),
        .executable(name: "docker-credential-pat", targets: ["docker-credential-pat"]),
    ],
    targets: [
        // One direction: executable → keyring, issuers → helper → token.
        .executableTarget(
            name: "docker-credential-pat",
            dependencies: ["CArguments", "CredentialHelper", "Issuers", "Keyring", "PersonalAccessToken"],
            swiftSettings: strict,
            linkerSettings: [.unsafeFlags(quickStart + noSecretOnStack, .when(configuration: .release))]
        ),
        .target(
            name: "Keyring",
            dependencies: ["CLibsecret", "CLinux", "CredentialHelper", "PersonalAccessToken"],
            swiftSettings: strict
        ),
        .target(
            name: "Issuers",
            dependencies: ["CCurl", "CredentialHelper", "PersonalAccessToken"],
            swiftSettings: strict
        ),
        .target(name: "CredentialHelper", dependencies: ["PersonalAccessToken"], swiftSettings: strict),
        .target(name: "PersonalAccessToken", swiftSettings: strict),
        .testTarget(
            name: "PersonalAccessTokenTests",
            dependencies: ["PersonalAccessToken", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LibraryClientTests",
            dependencies: ["PersonalAccessToken", "TestSupport"],
            swiftSettings: strict
        ),
        .target(
            name: "TestSupport",
            dependencies: ["CredentialHelper", "PersonalAccessToken"],
            path: "Tests/Support",
            exclude: ["TokenServer"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CredentialHelperTests",
            dependencies: ["CredentialHelper", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DocumentationTests",
            dependencies: ["CredentialHelper", "TestSupport", "docker-credential-pat"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CompletionTests",
            dependencies: ["TestSupport", "docker-credential-pat"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "StoreContractTests",
            dependencies: ["Keyring", "PersonalAccessToken", "StoreMemory", "TestSupport"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "StoreMemory",
            dependencies: ["CMalloc", "CredentialHelper", "Keyring", "PersonalAccessToken", "TestSupport"],
            path: "Tests/StoreMemory",
            swiftSettings: strict
        ),
        .systemLibrary(name: "CMalloc", path: "Tests/CMalloc"),
        .testTarget(
            name: "KeyringStateTests",
            dependencies: ["CLibsecret", "TestSupport", "docker-credential-pat"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TranscriptTests",
            dependencies: ["TestSupport", "docker-credential-pat"],
            resources: [.copy("Transcripts")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FileKeyringTests",
            dependencies: ["CredentialHelper", "TestSupport", "docker-credential-pat"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CrashTests",
            dependencies: ["TestSupport", "docker-credential-pat"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SecrecyTests",
            dependencies: ["CredentialHelper", "PersonalAccessToken", "TestSupport", "docker-credential-pat"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "docker-credential-pat"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "IssuersTests",
            dependencies: ["CredentialHelper", "Issuers", "PersonalAccessToken", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "OnlineTests",
            dependencies: ["TestSupport", "docker-credential-pat"],
            resources: [.copy("Services")],
            swiftSettings: strict
        ),
        .target(name: "CArguments"),
        .target(name: "CCurl"),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CLibsecret", pkgConfig: "libsecret-1", providers: [.apt(["libsecret-1-dev"])]),
    ],
    swiftLanguageModes: [.v6]
)
