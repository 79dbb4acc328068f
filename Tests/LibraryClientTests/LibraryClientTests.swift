import Foundation
import PersonalAccessToken
import TestSupport
import Testing

/// The library as other packages get it: from a tag of the repository, by the lines and the program of its
/// documentation.
@Suite("A package that depends on the library")
struct LibraryClientTests {
    @Test("The program of the documentation builds against a tag, and runs", .timeLimit(.minutes(5)))
    func program() throws {
        let client = try ClientPackage()
        let cut = try client.run(input: "ghp_abc\n")
        #expect(
            cut.outputText == """
                … (GitHub personal access token (classic)): unknown
                the GitHub personal access token (classic) has been cut: 7 characters instead of 40
                make a new one at https://github.com/settings/tokens

                """,
            "\(cut.errorText)"
        )
        #expect(cut.status == 0)
        // The compiler's own; the package manager has one about the flags of libsecret, which only the helper links.
        let warnings = cut.errorText.split(separator: "\n").filter { $0.contains("warning:") && $0.contains(".swift") }
        #expect(warnings.isEmpty)

        let whole = try client.run(input: "glpat-" + String(repeating: "a", count: 20) + "\n")
        #expect(whole.outputText == "glpat-…aaaa (GitLab personal access token): unknown\n")
    }
}

/// A package that depends on a clone of this checkout, tagged 0.1.0. It needs no network, and its caches are its own.
private struct ClientPackage {
    private let directory: TemporaryDirectory
    private let environment: [String: String]

    init() throws {
        directory = try TemporaryDirectory()
        environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? SearchPath.system,
            "HOME": directory / "home",
            // Swift believes this one more than HOME.
            "CFFIXED_USER_HOME": directory / "home",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
        ]
        try FileManager.default.createDirectory(atPath: directory / "home", withIntermediateDirectories: true)
        try tagClone()
        try write()
    }

    func run(input: String) throws -> Command {
        try Command.run(
            [
                "swift", "run", "--package-path", directory / "client", "--scratch-path", directory / "build",
                "--cache-path", directory / "cache", "inspect",
            ],
            input: Data(input.utf8),
            environment: environment,
            limit: 240
        )
    }

    /// A repository with the files of this checkout as they are now, also those that are not committed yet.
    private func tagClone() throws {
        let clone = directory / "docker-credential-pat"
        try FileManager.default.createDirectory(atPath: clone, withIntermediateDirectories: true)
        for name in ["Package.swift", "Sources", "Tests", ".gitignore"] {
            try FileManager.default.copyItem(atPath: Repository.path(name), toPath: "\(clone)/\(name)")
        }
        let person = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgSign=false"]
        for arguments in [
            ["init", "--quiet"], ["add", "--all"], person + ["commit", "--quiet", "-m", "0.1.0"], ["tag", "0.1.0"],
        ] {
            let git = try Command.run(["git", "-C", clone] + arguments, environment: environment)
            try #require(git.status == 0, "git \(arguments): \(git.errorText)")
        }
    }

    /// Puts the package together from the code blocks of the documentation's first page.
    private func write() throws {
        let blocks = try Repository.codeBlocks(
            in: "Sources/PersonalAccessToken/PersonalAccessToken.docc/PersonalAccessToken.md"
        )
        try #require(blocks.count == 2)
        let address = "https://example.com/docker-credential-pat.git"
        try #require(blocks[0].contains(address))
        let manifest = blocks[0].replacing(address, with: "file://" + (directory / "docker-credential-pat"))
        let sources = directory / "client/Sources/inspect"
        try FileManager.default.createDirectory(atPath: sources, withIntermediateDirectories: true)
        let files = [
            directory / "client/Package.swift": """
            // swift-tools-version: 6.3
            import PackageDescription
            let package = Package(name: "client", \(manifest), swiftLanguageModes: [.v6])
            """,
            "\(sources)/main.swift": blocks[1],
            "\(sources)/Switches.swift": Self.switches,
        ]
        for (path, text) in files { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    }

    /// Switches over the library's enums. For those that may grow `@unknown default` is needed, and there would be a
    /// warning if it were not; for the others there would be an error, were they to grow.
    private static let switches = """
        import PersonalAccessToken

        func isKnown(_ kind: TokenKind) -> Bool {
            switch kind {
            case \(TokenKind.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")): true
            @unknown default: false
            }
        }

        func isKnown(_ error: Token.ValidationError) -> Bool {
            switch error {
            case .empty, .surroundingWhiteSpace, .controlCharacter, .invalidCharacter, .tooShort, .tooLong,
                .checksumMismatch, .malformedJSONWebToken, .malformed, .expired:
                true
            @unknown default: false
            }
        }

        func isKnown(_ error: TimeFormatError) -> Bool {
            switch error {
            case .empty, .missingUnit, .ambiguousUnit, .ambiguousDate, .missingTimeZone, .noSuchTime, .outOfRange,
                .unrecognized:
                true
            @unknown default: false
            }
        }

        func isUrgent(_ urgency: Urgency) -> Bool {
            switch urgency {
            case .expiring, .expired: true
            case .ok, .never, .unknown: false
            }
        }

        func isKnown(_ expiry: Expiry) -> Bool {
            switch expiry {
            case .at, .never: true
            case .unknown: false
            }
        }
        """
}
