import TestSupport
import Testing

@Suite("Completion in zsh")
struct ZshTests {
    private let shell: InteractiveShell

    init() throws {
        try DebianPackage.require("zsh", from: "zsh")
        shell = try InteractiveShell()
        let settings = """
            fpath=(\(shell.share)/zsh/site-functions $fpath)
            autoload -Uz compinit && compinit -u -D
            setopt no_beep no_prompt_sp
            PS1='ready> '
            """
        _ = try shell.write(settings, to: ".zshrc")
    }

    /// Without what the shell writes to switch the terminal's modes, and to take spaces back.
    private func typing(_ keys: String) throws -> String {
        try shell.typing(keys, to: "zsh -d -i").replacing(/\u{1B}\[\?2004[hl]|\u{8}/, with: "")
            .replacing(/[ ]+/, with: " ")
    }

    @Test("Verbs, options and their values, servers with a colon in them")
    func words() throws {
        let shown = try typing(InteractiveShell.words)
        #expect(shown.contains("\nUsage: docker-credential-pat unlock"))
        #expect(shown.contains("docker-credential-pat expires localhost:5000 never\nnever\n"))
        #expect(shown.contains("docker-credential-pat expires https://index.docker.io/v1/ \nunknown\n"))
        #expect(shown.contains("docker-credential-pat setup --keyring file "))
        #expect(shown.contains("docker-credential-pat setup --keyring=service "))
        #expect(shown.contains("status -- show what is kept"))
        #expect(!shown.contains("evil"))
    }

    @Test("The program of a profile, with that profile's servers")
    func profile() throws {
        #expect(try typing(InteractiveShell.profile).contains(InteractiveShell.profileShown))
    }

    @Test("Names of files where an option wants one, and nowhere else")
    func files() throws {
        let file = try shell.write("", to: "secret-file")
        let start = file.dropLast("ecret-file".count)
        let shown = try typing(InteractiveShell.files(start))
        #expect(shown.contains("secret-file"))
        #expect(!shown.contains("list \(file)"))
    }
}
