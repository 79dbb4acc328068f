import TestSupport
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

    @Test("What another program has stored with white space around it answers when it is given so")
    func untrimmed() throws {
        #expect(try ServerName("ghcr.io\n").otherSpellings.first == "ghcr.io\n")
        #expect(try ServerName("https://index.docker.io/v1/access-token ").alternatives.joined().count == 1)
    }

    @Test("Nothing is no name, and nothing is stored by white space alone", arguments: ["", " ", "\n", "\r\n\t "])
    func empty(_ given: String) {
        #expect(throws: ServerName.ValidationError.empty) { try ServerName(storable: given) }
        #expect((try? ServerName(given))?.text == (given.isEmpty ? nil : given))
    }

    @Test(
        "Nothing is stored by a name with a control character, and what another program has stored is itself alone",
        arguments: ["a\nb", "ghcr.io\t/x", "a\u{7F}b", "a\u{85}b", "a\u{1B}[31m", "https://\u{1}docker.io"]
    )
    func control(_ given: String) throws {
        #expect(throws: ServerName.ValidationError.controlCharacter) { try ServerName(storable: given) }
        #expect(try ServerName(given).text.sameBytes(as: given))
        #expect(try ServerName(given).alternatives == [[]])
        #expect(NetworkPlace(given) == nil)
    }

    @Test("What no text of a keyring can have in it is in no name", arguments: ["a\0b", "\0", "ghcr.io\0"])
    func nul(_ given: String) {
        #expect(throws: ServerName.ValidationError.controlCharacter) { try ServerName(given) }
    }

    /// Whether what is stored under the one name answers for the other.
    private func answers(_ stored: String, to asked: String) throws -> Bool {
        try stored == asked || ServerName(asked).otherSpellings.contains(stored)
    }

    @Test(
        "Names that mean the same answer each other, both ways",
        arguments: [
            ("ghcr.io", "https://ghcr.io"), ("ghcr.io", "https://ghcr.io/"), ("ghcr.io", "ghcr.io:443"),
            ("ghcr.io/", "https://ghcr.io:443/"), ("[::1]", "https://[::1]:443"), ("[::1]:5000", "https://[::1]:5000/"),
            ("GHCR.io", "https://GHCR.io:443/"), ("http://h", "http://h/"), ("h:5000", "https://h:5000/"),
            ("h/a/b", "https://h/a/b/"), ("h//", "https://h//"), ("index.docker.io/v1", "docker.io"),
            ("docker.io/a/b", "https://registry-1.docker.io/a/b/"),
        ] + hub.flatMap { one in hub.map { (one, $0) } }
    )
    func equivalent(_ one: String, other: String) throws {
        #expect(try answers(one, to: other) && answers(other, to: one))
    }

    @Test(
        "A name written with capitals is answered from the plain one, and what was stored with them by no other",
        arguments: [
            ("GHCR.io", "ghcr.io"), ("HTTPS://ghcr.io:443/", "ghcr.io"), ("HTTP://H", "http://h"),
            ("https://H:5000/", "h:5000"), ("DOCKER.IO:443", "https://index.docker.io/v1/"),
        ]
    )
    func capitals(_ given: String, plain: String) throws {
        #expect(try answers(plain, to: given))
        #expect(try !answers(given, to: plain))
    }

    @Test(
        "What was stored with capitals answers whoever writes the same ones",
        arguments: [
            ("HTTPS://Cap.Example/", "HTTPS://Cap.Example"), ("HTTPS://Cap.Example/", "HTTPS://Cap.Example:443"),
            ("https://Cap.Example", "Cap.Example"), ("Http://h/", "Http://h"),
        ]
    )
    func sameCapitals(_ stored: String, given: String) throws {
        #expect(try answers(stored, to: given))
    }

    @Test("The spellings are a short list")
    func spellings() throws {
        #expect(
            try ServerName("ghcr.io").otherSpellings == [
                "ghcr.io/", "ghcr.io:443", "ghcr.io:443/", "https://ghcr.io", "https://ghcr.io/", "https://ghcr.io:443",
                "https://ghcr.io:443/",
            ]
        )
        for (name, count) in [
            ("GHCR.io", 15), ("HTTPS://ghcr.io", 11), ("h:5000/a", 3), ("http://h", 1), ("docker.io", 9),
            ("https://index.docker.io/v1/", 9), ("DOCKER.IO", 10), ("docker.io/a", 11), ("h//", 3),
        ] {
            let spellings = try ServerName(name).otherSpellings
            #expect(spellings.count == count, "\(name)")
            #expect(Set(spellings).count == count && !spellings.contains(name))
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
        #expect(try ServerName(asked).alternatives.joined().allSatisfy { !$0.sameBytes(as: stored) })
    }

    @Test("A repository is answered from the longest stored path that it is below")
    func prefixes() throws {
        let stored = ["ghcr.io", "ghcr.io/owner/image/x", "ghcr.io/owner", "https://ghcr.io/owner/", "ghcr.io/own"]
        #expect(
            try ServerName("ghcr.io/owner/image").matches(among: stored) == [
                ["ghcr.io/owner", "https://ghcr.io/owner/"], ["ghcr.io"],
            ]
        )
        let name = try ServerName("GHCR.io/owner/image")
        #expect(name.alternatives.map { $0.count } == [15, 16, 16])
        #expect(name.alternatives[0] == name.otherSpellings)
        #expect(name.alternatives[2].contains("https://GHCR.io:443/"))
        #expect(try ServerName("docker.io/library/alpine").matches(among: ["https://index.docker.io/v1/"]).count == 1)
        #expect(try ServerName("http://ghcr.io/owner").matches(among: stored).isEmpty)
    }

    @Test("A repository's path is asked for as far as a registry's names go")
    func longPath() throws {
        let long = try ServerName("ghcr.io" + String(repeating: "/component", count: 1000))
        let groups = long.alternatives
        #expect(groups.count == 26)
        #expect(groups.last?.contains("https://ghcr.io") == true)
        #expect(groups.dropFirst().joined().allSatisfy { $0.utf8.count <= 255 + "https://:443/".utf8.count })
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
        #expect(try ServerName(name).alternatives == [[]])
        for asked in Self.hub + [name + "/", name + "/x", "index.docker.io/v1/" + entry] {
            let names = try ServerName(asked).alternatives.joined()
            #expect(names.allSatisfy { !RegistryIdentity.isWebLogin($0) })
        }
    }

    @Test("A hostile name is spelled in linear time", arguments: ["/", "/b", ":443", "://"])
    func hostile(part: String) throws {
        func time(parts: Int) throws -> Duration {
            let text = "a" + String(repeating: part, count: parts)
            return try processorTime(of: {
                let names = try ServerName(text).alternatives.joined()
                #expect(!names.contains(text) && !names.contains("ghcr.io"))
            })
        }
        #expect(try time(parts: 1 << 18) < time(parts: 1 << 14) * 64, "sixteen times as long")
    }
}
