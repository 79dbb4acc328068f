import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("The link in docker's plugin directory")
struct PluginLinkTests {
    private let place: TemporaryDirectory
    private let program: String
    private let link: ProgramLink

    init() throws {
        place = try TemporaryDirectory()
        program = place / "docker-credential-pat"
        try Data().write(to: URL(fileURLWithPath: program))
        link = try #require(try ProgramLink.plugin(["HOME": place / "home"], to: program))
    }

    private func makeLink(to target: String) throws {
        try FileManager.default.createDirectory(
            atPath: place / "home/.docker/cli-plugins",
            withIntermediateDirectories: true
        )
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: target)
    }

    private var target: String? { try? FileManager.default.destinationOfSymbolicLink(atPath: link.path) }

    @Test("It is where docker looks for it")
    func path() throws {
        #expect(link.path == place / "home/.docker/cli-plugins/docker-pat")
        let other = try ProgramLink.plugin(["HOME": "/home/ann", "DOCKER_CONFIG": "/etc/docker/ann"], to: program)
        #expect(other?.path == "/etc/docker/ann/cli-plugins/docker-pat")
        #expect(try ProgramLink.plugin([:], to: program) == nil)
    }

    @Test("It is made, found, and removed again, with the directory that was made for it")
    func life() throws {
        #expect(link.state == .missing)
        try link.make()
        #expect(link.state == .present && target == program)
        try link.remove(withDirectory: true)
        #expect(link.state == .missing)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place / "home/.docker") == [])
    }

    @Test("Removed, it leaves docker's other plugins")
    func others() throws {
        try link.make()
        try Data().write(to: URL(fileURLWithPath: place / "home/.docker/cli-plugins/docker-compose"))
        try link.remove(withDirectory: true)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: place / "home/.docker/cli-plugins") == [
                "docker-compose"
            ]
        )
    }

    @Test("A link to a program that has moved is made anew", arguments: ["/gone/bin/docker-credential-pat", "x"])
    func outdated(_ target: String) throws {
        try makeLink(to: target)
        let isOurs = target != "x"
        #expect(link.state == (isOurs ? .outdated : .foreign))
        guard isOurs else { return }
        try link.make()
        #expect(link.state == .present)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: place / "home/.docker/cli-plugins") == ["docker-pat"]
        )
    }

    @Test("By a link to a link, too, it leads to this program")
    func linkToLink() throws {
        try FileManager.default.createSymbolicLink(atPath: place / "other", withDestinationPath: program)
        try makeLink(to: place / "other")
        #expect(link.state == .present)
    }

    @Test("A program of somebody else's is not taken for it")
    func foreign() throws {
        try makeLink(to: "/bin/sh")
        #expect(link.state == .foreign)
        try FileManager.default.removeItem(atPath: link.path)
        try Data().write(to: URL(fileURLWithPath: link.path))
        #expect(link.state == .foreign)
    }

    @Test("The link that a package has brought is found")
    func package() throws {
        let directory = place / "libexec"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        #expect(ProgramLink.installedPlugin(for: program, in: ["/nowhere", directory]) == nil)
        try FileManager.default.createSymbolicLink(
            atPath: directory + "/docker-pat",
            withDestinationPath: "../docker-credential-pat"
        )
        #expect(ProgramLink.installedPlugin(for: program, in: ["/nowhere", directory]) == directory + "/docker-pat")
    }

    @Test("What cannot be made is an error that names it")
    func unwritable() throws {
        try Data().write(to: URL(fileURLWithPath: place / "home"))
        let error = #expect(throws: FileError.self) { try link.make() }
        #expect(error?.path == place / "home/.docker" && error?.reason.code == ENOTDIR)
    }
}
