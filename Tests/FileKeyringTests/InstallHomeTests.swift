import Foundation
import TestSupport
import Testing

@Suite("What the build of scripts/install leaves in the home of who runs it")
struct InstallHomeTests {
    private let place: TemporaryDirectory

    /// A checkout with the scripts of this one, and a package that is built in a moment.
    init() throws {
        place = try TemporaryDirectory()
        for directory in ["home", "checkout/Sources/empty"] {
            try FileManager.default.createDirectory(atPath: place / directory, withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(atPath: Repository.path("scripts"), toPath: place / "checkout/scripts")
        let package = """
            // swift-tools-version: 6.2
            import PackageDescription
            let package = Package(name: "empty", targets: [.executableTarget(name: "empty")])
            """
        try Data(package.utf8).write(to: URL(fileURLWithPath: place / "checkout/Package.swift"))
        try Data().write(to: URL(fileURLWithPath: place / "checkout/Sources/empty/main.swift"))
    }

    /// The home directory is asked of the variable by some, and of the user database by others: here both name one.
    @Test("Nothing: caches and settings of Swift stay in the checkout")
    func nothing() throws {
        let script = #"""
            awk -F: -v OFS=: -v user="$(id -u)" '$3 == user { $6 = ENVIRON["HOME"] } { print }' /etc/passwd >passwd
            mount --bind passwd /etc/passwd
            cd checkout
            . scripts/lib/common.sh
            swift_here build
            """#
        let ran = try Command.run(
            ["env", "--chdir=\(place.path)", "unshare", "--mount", "bash", "-ec", script],
            environment: [
                "HOME": place / "home", "PATH": try #require(ProcessInfo.processInfo.environment["PATH"]),
            ],
            limit: 300
        )
        #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: place / "home") == [])
        #expect(FileManager.default.fileExists(atPath: place / "checkout/.build/home/.cache"))
    }
}
