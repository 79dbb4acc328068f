import Foundation
import TestSupport
import Testing

@Suite("Completion in bash")
struct BashTests {
    enum Library: CaseIterable {
        case none
        case bashCompletion
    }

    private let shell: InteractiveShell

    init() throws {
        shell = try InteractiveShell()
    }

    private func typing(_ keys: String, with library: Library) throws -> String {
        let file =
            switch library {
            case .none: "\(shell.share)/bash-completion/completions/docker-credential-pat"
            case .bashCompletion: "/usr/share/bash-completion/bash_completion"
            }
        let settings = try shell.write("PS1='ready> '\nbind 'set bell-style none'\n. \(file)\n", to: "bashrc")
        return try shell.typing(keys, to: "bash --noprofile --rcfile \(settings) -i")
    }

    @Test("Verbs, options and their values, servers with a colon in them", arguments: Library.allCases)
    func words(_ library: Library) throws {
        if library == .bashCompletion {
            let isThere = FileManager.default.fileExists(atPath: "/usr/share/bash-completion/bash_completion")
            try #require(isThere, "apt-get install bash-completion")
        }
        let shown = try typing(InteractiveShell.words, with: library)
        #expect(shown.contains("\nUsage: docker-credential-pat unlock"))
        #expect(shown.contains("docker-credential-pat expires localhost:5000 never\nnever\n"))
        #expect(shown.contains("docker-credential-pat expires https://index.docker.io/v1/ \nunknown\n"))
        #expect(shown.contains("docker-credential-pat setup --keyring file "))
        #expect(shown.contains("docker-credential-pat setup --keyring=service "))
        #expect(shown.contains("status  store"))
        #expect(!shown.contains("evil"))
    }

    @Test("The program of a profile, with that profile's servers", arguments: Library.allCases)
    func profile(_ library: Library) throws {
        #expect(try typing(InteractiveShell.profile, with: library).contains(InteractiveShell.profileShown))
    }

    @Test("Names of files where an option wants one, and nowhere else", arguments: Library.allCases)
    func files(_ library: Library) throws {
        let file = try shell.write("", to: "secret-file")
        let start = file.dropLast("ecret-file".count)
        let shown = try typing(InteractiveShell.files(start), with: library)
        #expect(shown.contains("--password-file \(file) "))
        #expect(shown.contains("--password-file=\(file) "))
        #expect(!shown.contains("list \(file)"))
    }
}
