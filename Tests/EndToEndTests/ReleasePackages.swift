import Foundation
import TestSupport
import Testing

/// The package and the archive, as `scripts/package` makes them, of the helper under test.
struct ReleasePackages {
    /// Their paths.
    let debian: String
    let archive: String
    private let directory: TemporaryDirectory

    /// They are made once.
    static let made = Result { try ReleasePackages() }

    private init() throws {
        let needs = [("dpkg-deb", "dpkg"), ("git", "git"), ("strip", "binutils"), ("xz", "xz-utils")]
        for (program, package) in needs { try DebianPackage.require(program, from: package) }
        directory = try TemporaryDirectory()
        // A debug build has Swift's libraries beside it, which are in no package. What a release needs of which version
        // scripts/test-packages looks at.
        let script = """
            . "$1/scripts/lib/common.sh"
            for part in share release debian-package archive; do . scripts/lib/$part.sh; done
            umask 022
            strip -o "$2/helper" "$0"
            helper=$2/helper
            library_dependencies() { echo 'libc6, libsecret-1-0'; }
            read_release
            make_debian_package "$2"
            make_archive "$2"
            """
        let arguments = [Repository.path("."), directory.path]
        let environment = ["PATH": SearchPath.system, "LC_ALL": "C", "DPKG_DEB_COMPRESSOR_LEVEL": "1"]
        let ran = try HelperBinary.runScript(script, arguments: arguments, in: environment, limit: 300)
        try expectSuccess(ran)
        let out = directory / "out"
        let paths = try FileManager.default.contentsOfDirectory(atPath: out).map { "\(out)/\($0)" }
        debian = try #require(paths.first { $0.hasSuffix(".deb") })
        archive = try #require(paths.first { $0.hasSuffix(".tar.gz") })
    }

    /// The name of one of them, as the README has it but for version and architecture.
    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? "" }
}
