import Testing

@testable import CredentialHelper

@Suite("Server names")
struct ServerNameTests {
    static let hub = ["docker.io", "index.docker.io", "registry-1.docker.io", "https://index.docker.io/v1/"]

    @Test(
        "White space around a name is no part of it",
        arguments: ["ghcr.io", " ghcr.io", "ghcr.io\n", "\tghcr.io\r\n"]
    )
    func trimming(_ given: String) throws {
        #expect(try ServerName(given).text == "ghcr.io")
    }

    @Test("Nothing is no name", arguments: ["", " ", "\n", "\r\n\t "])
    func empty(_ given: String) {
        #expect(throws: ServerName.ValidationError.empty) { try ServerName(given) }
    }

    @Test(
        "A control character is no part of any name",
        arguments: ["a\0b", "a\nb", "a\u{7F}b", "a\u{85}b", "a\u{1B}[31m"]
    )
    func control(_ given: String) {
        #expect(throws: ServerName.ValidationError.controlCharacter) { try ServerName(given) }
    }

    @Test(
        "Names that mean the same answer each other, both ways",
        arguments: [
            ("ghcr.io", "https://ghcr.io"), ("ghcr.io", "https://ghcr.io/"), ("ghcr.io", "ghcr.io:443"),
            ("ghcr.io", "GHCR.io"), ("ghcr.io", "HTTPS://ghcr.io:443/"), ("[::1]", "https://[::1]:443"),
            ("http://h", "http://h/"), ("http://h", "HTTP://H"), ("h:5000", "https://H:5000/"),
            ("h/a/b", "https://h/a/b/"), ("docker.io", "DOCKER.IO:443"), ("index.docker.io/v1", "docker.io"),
        ] + hub.flatMap { one in hub.map { (one, $0) } }
    )
    func equivalent(_ one: String, other: String) throws {
        for (asked, stored) in [(one, other), (other, one)] {
            #expect(try ServerName(asked).equivalents(among: [stored]) == [stored])
            #expect(try ServerName(asked).matches(among: [stored]) == [[stored]])
        }
    }

    @Test(
        "Another registry never answers",
        arguments: [
            ("http://ghcr.io", "ghcr.io"), ("ghcr.io", "http://ghcr.io"), ("ghcr.io", "ghcr.io:80"),
            ("http://ghcr.io:443", "http://ghcr.io"), ("ghcr.io", "ghcr.io.evil.example"), ("ghcr.io", "xghcr.io"),
            ("ghcr.io", "ghcr.io:4430"), ("127.0.0.1:5000", "127.0.0.1:5001"), ("127.0.0.1:5000", "127.0.0.1"),
            ("http://docker.io", "https://index.docker.io/v1/"), ("http://docker.io", "http://index.docker.io/v1/"),
            ("docker.io", "hub.docker.io"),
            ("index.docker.io/v2", "docker.io/v1"), ("ghcr.io/owner", "ghcr.io/own"), ("ghcr.io/own", "ghcr.io/owner"),
            ("ghcr.io/Owner", "ghcr.io/owner"), ("ghcr.io", "ghcr.io//"), ("user@ghcr.io", "ghcr.io"),
            ("ghcr.io@evil.example", "ghcr.io"), ("https://https://ghcr.io", "ghcr.io"),
            // Two hosts that differ in Unicode composition only, which Swift's strings take for one.
            ("caf\u{E9}.example", "cafe\u{301}.example"), ("İ.example", "i̇.example"),
        ]
    )
    func different(_ asked: String, stored: String) throws {
        #expect(try ServerName(asked).equivalents(among: [stored]).isEmpty)
        #expect(try ServerName(asked).matches(among: [stored]).isEmpty)
    }

    @Test("A repository is answered from the longest stored path that it is below")
    func prefixes() throws {
        let stored = ["ghcr.io", "ghcr.io/owner/image/x", "ghcr.io/owner", "https://GHCR.io/owner/", "ghcr.io/own"]
        #expect(
            try ServerName("ghcr.io/owner/image").matches(among: stored) == [
                ["ghcr.io/owner", "https://GHCR.io/owner/"], ["ghcr.io"],
            ]
        )
        #expect(try ServerName("ghcr.io/owner/image").equivalents(among: stored).isEmpty)
        #expect(try ServerName("docker.io/library/alpine").matches(among: ["https://index.docker.io/v1/"]).count == 1)
        #expect(try ServerName("http://ghcr.io/owner").matches(among: stored).isEmpty)
    }

    @Test("A host is never answered from a path below it")
    func notDownwards() throws {
        #expect(try ServerName("ghcr.io").matches(among: ["ghcr.io/owner"]).isEmpty)
    }

    @Test(
        "The entries of docker's web login are what they are to the letter",
        arguments: ["access-token", "refresh-token"]
    )
    func webLogin(_ entry: String) throws {
        let name = "https://index.docker.io/v1/" + entry
        #expect(try ServerName(name).equivalents(among: [name, name + "/", "index.docker.io/v1/" + entry]) == [name])
        #expect(try ServerName(name).matches(among: Self.hub + [name + "/"]).isEmpty)
        for asked in Self.hub + [name + "/x", "index.docker.io/v1/" + entry] {
            #expect(try ServerName(asked).equivalents(among: [name]).isEmpty)
            #expect(try ServerName(asked).matches(among: [name]).isEmpty)
        }
    }

    @Test("A hostile name is compared in linear time", .timeLimit(.minutes(1)))
    func hostile() throws {
        for text in [
            String(repeating: "/", count: 1 << 20), "a" + String(repeating: "/b", count: 1 << 19), "://", ":443",
        ] {
            _ = try ServerName(text).matches(among: [text, "ghcr.io"])
            #expect(try ServerName(text).equivalents(among: ["ghcr.io", text]) == [text])
        }
    }
}
