import Foundation
import TestSupport
import Testing

@Suite("The README's ways to install", .serialized)
struct InstallRecipeTests {
    private let packages: ReleasePackages
    private let system: PrivateSystem
    private let home: TemporaryDirectory
    private let environment: [String: String]

    init() throws {
        packages = try ReleasePackages.made.get()
        system = try PrivateSystem()
        home = try TemporaryDirectory()
        environment = ["HOME": home.path, "PATH": SearchPath.system, "DEBIAN_FRONTEND": "noninteractive"]
    }

    /// Types a block where the packages are. Who is root needs no sudo.
    private func enter(_ block: String) throws -> Command {
        let directory = packages.debian.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        let script = "cd '\(directory)'; " + block.replacing("sudo ", with: "")
        return try Command.run(system.around(["sh", "-ec", script]), environment: environment, limit: 300)
    }

    private func version(of path: String) throws -> Command {
        try Command.run(system.around([path, "version"]), environment: environment)
    }

    @Test("The package")
    func package() throws {
        let name = ReleasePackages.name(of: packages.debian)
        let block = try ReadMeRecipe.package.text()
        let typed = block.replacing(/docker-credential-pat_[0-9.]+_[a-z0-9]+\.deb/, with: name)
        #expect(typed.contains(name))
        try expectSuccess(enter(typed))
        let version = try version(of: "/usr/bin/docker-credential-pat")
        #expect(try version.outputText == HelperBinary.run(["version"], in: environment).outputText)
        let manual = try Command.run(
            system.around(["test", "-e", "/usr/share/man/man1/docker-credential-pat.1.gz"]),
            environment: environment
        )
        #expect(manual.status == 0)
    }

    @Test("The archive")
    func archive() throws {
        let name = ReleasePackages.name(of: packages.archive).replacing(".tar.gz", with: "")
        let block = try ReadMeRecipe.archive.text()
        let typed = block.replacing(/docker-credential-pat-[0-9.]+-linux-[a-z0-9]+/, with: name)
        #expect(typed.contains("\(name).tar.gz") && typed.contains("\(name)/install.sh"))
        let ran = try enter(typed)
        try expectSuccess(ran)
        // Root's place.
        #expect(ran.outputText.contains("installed /usr/local/bin/docker-credential-pat"))
        let version = try version(of: "/usr/local/bin/docker-credential-pat")
        #expect(try version.outputText == HelperBinary.run(["version"], in: environment).outputText)
        try expectSuccess(enter("\(name)/install.sh --uninstall"))
        #expect(try self.version(of: "/usr/local/bin/docker-credential-pat").status != 0)
    }
}
