import Foundation
import TestSupport
import Testing

/// A session with the helper, word for word. The lines of a transcript file:
///
///     # text          a remark
///     @ keyring none  in a session without a keyring (default: a GNOME Keyring, unlocked and empty)
///     @ keyring file  with an encrypted file and a password file; `@ keyring bare`: no session, nothing set up
///     @ set NAME=TEXT  with this in the environment, from here on
///     @ called NAME   by a link of this name, from here on
///     @ bus none      in an environment that names no bus; `@ bus dead`: one where nobody listens
///     $ get ghcr.io   runs the helper with these arguments ('' is an empty one)
///     % get           runs docker-credential-secretservice, the reference helper
///     < text          a line of its standard input; `<. text` one that no newline ends
///     <\ text         the same with \r, \n, \0 and \xHH in it, and no newline added
///     > text          a line of its standard output
///     ! text          a line of its standard error
///     ? 1             its exit status, if not 0
///     @ write PATH TEXT  puts TEXT, with \n and \t in it, into a file before the next run
///     @ link PATH     makes a link to the helper before the next run
///     = PATH TEXT     what is in the file after the last run; without TEXT, that there is no file
///
/// With a file, {home} and {password} are the machine's home and its password file, anywhere.
struct Transcript: CustomTestStringConvertible, Sendable {
    /// The bus that the environment names.
    enum Bus {
        case answering
        case unnamed
        case dead
    }

    /// One run of a program, and what it has to answer.
    struct Step {
        /// The number of its line in the file.
        let line: Int
        let program: String
        /// The name of the link by which it is called.
        let link: String?
        var input = Data()
        var output = ""
        var error = ""
        var status: Int32 = 0
        /// Files that are there before it, by their paths.
        var given: [String: String] = [:]
        /// Links to the helper that are there before it.
        var links: [String] = []
        /// Files that are there after it; `nil` for one that is not.
        var left: [String: String?] = [:]
        let arguments: [String]
        let environment: [String: String]
    }

    let testDescription: String
    var keyring = KeyringSession.Keyring.unlocked
    var bus = Bus.answering
    /// Where the password of the encrypted file is; `nil` when the session is not about the file.
    var file: HeadlessMachine.Password?
    var steps: [Step] = []
    /// The files for the next step.
    var given: [String: String] = [:]
    /// The links for the next step.
    var links: [String] = []

    static let all: [Transcript] = {
        let directory = Bundle.module.url(forResource: "Transcripts", withExtension: nil)!
        let files = try! FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
        let chosen = TestVariable.transcripts.value?.split(separator: "|").map(String.init)
        return files.filter { $0.pathExtension == "txt" }
            .filter { chosen?.contains($0.deletingPathExtension().lastPathComponent) ?? true }
            .sorted { $0.path < $1.path }
            .map { try! Transcript($0) }
    }()

    /// The same session on the encrypted file; `nil` when it is about another keyring.
    var onFile: Transcript? {
        guard case .unlocked = keyring, bus == .answering, file == nil,
            steps.allSatisfy({ $0.program == HelperBinary.path })
        else { return nil }
        var other = self
        other.file = .file
        for index in steps.indices {
            other.steps[index].output = steps[index].output
                .replacing(#""keyring":"service""#, with: #""keyring":"file""#)
                .replacing("keyring: the Secret Service", with: "keyring: the encrypted file {home}\(Self.filePath)")
        }
        return other
    }

    private static let filePath = "/.local/share/docker-credential-pat/credentials.keyring"
}
