import Foundation
import TestSupport
import Testing

/// A session with the helper, word for word. The lines of a transcript file:
///
///     # text          a remark
///     @ keyring none  in a session without a keyring (default: a GNOME Keyring, unlocked and empty)
///     @ keyring file  with an encrypted file and a password file; `@ keyring bare`: no session, nothing set up
///     @ set NAME=TEXT  with this in the environment, from here on
///     @ bus none      in an environment that names no bus; `@ bus dead`: one where nobody listens
///     $ get ghcr.io   runs the helper with these arguments ('' is an empty one)
///     % get           runs docker-credential-secretservice, the reference helper
///     < text          a line of its standard input; `<. text` one that no newline ends
///     <\ text         the same with \r, \n, \0 and \xHH in it, and no newline added
///     > text          a line of its standard output
///     ! text          a line of its standard error
///     ? 1             its exit status, if not 0
///
/// With a file, {home} and {password} are the machine's home and its password file, anywhere.
struct Transcript: CustomTestStringConvertible, Sendable {
    struct Step {
        let line: Int
        let program: String
        var input = Data()
        var output = ""
        var error = ""
        var status: Int32 = 0
        let arguments: [String]
        let environment: [String: String]
    }

    let testDescription: String
    private(set) var keyring = KeyringSession.Keyring.unlocked
    private(set) var bus = ""
    private(set) var file: FileKeyring.Password?
    private(set) var steps: [Step] = []

    static let all: [Transcript] = {
        let directory = Bundle.module.url(forResource: "Transcripts", withExtension: nil)!
        let files = try! FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
        let chosen = ProcessInfo.processInfo.environment["TRANSCRIPTS"]?.split(separator: "|").map(String.init)
        return files.filter { $0.pathExtension == "txt" }
            .filter { chosen?.contains($0.deletingPathExtension().lastPathComponent) ?? true }.sorted {
                $0.path < $1.path
            }.map { try! Transcript($0) }
    }()

    struct SyntaxError: Error {
        let file: String
        let line: Int
    }

    private init(_ file: URL) throws {
        testDescription = file.deletingPathExtension().lastPathComponent
        let text = try String(contentsOf: file, encoding: .utf8)
        var environment: [String: String] = [:]
        for (index, line) in text.components(separatedBy: "\n").enumerated() where !line.isEmpty {
            let rest = String(line.drop { $0 != " " }.dropFirst())
            let mark = line.prefix { $0 != " " }
            switch mark {
            case "#": continue
            case "@":
                switch rest {
                case "keyring none": keyring = .none
                case "keyring file": self.file = .file
                case "keyring bare": self.file = FileKeyring.Password.none
                case "bus none", "bus dead": (keyring, bus) = (.none, rest)
                case let set where set.hasPrefix("set "):
                    let pair = set.dropFirst(4).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    environment[String(pair[0])] = String(pair[1])
                default: throw SyntaxError(file: testDescription, line: index + 1)
                }
            case "$", "%":
                let words = rest.split(separator: " ").map { $0 == "''" ? "" : String($0) }
                steps.append(
                    Step(
                        line: index + 1,
                        program: mark == "$" ? HelperBinary.path : "docker-credential-secretservice",
                        arguments: words,
                        environment: environment
                    )
                )
            default:
                guard let last = steps.indices.last else { throw SyntaxError(file: testDescription, line: index + 1) }
                switch mark {
                case "<": steps[last].input += Data((rest + "\n").utf8)
                case "<.": steps[last].input += Data(rest.utf8)
                case "<\\": steps[last].input += Self.unescaped(rest)
                case ">": steps[last].output += rest + "\n"
                case "!": steps[last].error += rest + "\n"
                case "?": steps[last].status = Int32(rest)!
                default: throw SyntaxError(file: testDescription, line: index + 1)
                }
            }
        }
    }

    /// The same session on the encrypted file; nothing when it is about another keyring.
    var onFile: Transcript? {
        guard case .unlocked = keyring, bus.isEmpty, file == nil,
            steps.allSatisfy({ $0.program == HelperBinary.path })
        else { return nil }
        var other = self
        other.file = .file
        for index in steps.indices {
            other.steps[index].output = steps[index].output
                .replacing(#""keyring":"service""#, with: #""keyring":"file""#)
                .replacing("keyring: the Secret Service", with: "keyring: the encrypted file {home}\(Self.place)")
        }
        return other
    }

    private static let place = "/.local/share/docker-credential-pat/credentials.keyring"

    /// Plays the session and compares every byte that it answers.
    func play() throws {
        if let file { return try play(on: FileKeyring(file, setting: file == .file ? "file" : nil)) }
        let session = try KeyringSession(keyring)
        defer { session.stop() }
        var environment = session.environment
        try session.empty()
        switch bus {
        case "bus none":
            environment["DBUS_SESSION_BUS_ADDRESS"] = nil
            environment["XDG_RUNTIME_DIR"] = nil
        case "bus dead": environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=\(session.directory / "nobody")"
        default: break
        }
        try play(in: environment) { $0 }
    }

    private func play(on machine: FileKeyring) throws {
        try play(in: machine.environment) { text in
            text.replacing("{home}", with: machine.directory / "home")
                .replacing("{password}", with: machine.passwordFile)
        }
    }

    private func play(in environment: [String: String], _ filled: (String) -> String) throws {
        for step in steps {
            let ran = try Command.run(
                [step.program] + step.arguments.map(filled),
                input: step.input,
                environment: environment.merging(step.environment.mapValues(filled)) { _, own in own }
            )
            let place = Comment("\(testDescription).txt, line \(step.line)")
            #expect(ran.outputText == filled(step.output), place)
            #expect(ran.errorText == filled(step.error), place)
            #expect(ran.status == step.status, place)
        }
    }

    private static func unescaped(_ text: String) -> Data {
        var data = Data()
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                data.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "r"): data.append(13)
            case UInt8(ascii: "n"): data.append(10)
            case UInt8(ascii: "0"): data.append(0)
            case UInt8(ascii: "x"):
                data.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)!)
                rest = rest.dropFirst(2)
            default: data += [byte, next]
            }
        }
        return data
    }
}

@Suite("Transcripts of the real binary")
struct TranscriptTests {
    @Test(arguments: Transcript.all)
    func plays(_ transcript: Transcript) throws {
        #expect(!transcript.steps.isEmpty)
        try transcript.play()
    }

    @Test("The same on the encrypted file", arguments: Transcript.all.compactMap(\.onFile))
    func playsOnFile(_ transcript: Transcript) throws {
        try transcript.play()
    }

    @Test("The transcripts are there")
    func found() {
        #expect(Transcript.all.count >= 5)
        #expect(Transcript.all.compactMap(\.onFile).count >= 5)
    }
}
