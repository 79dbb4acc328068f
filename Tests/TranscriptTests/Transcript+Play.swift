import Foundation
import TestSupport
import Testing

extension Transcript {
    /// Plays the session and compares every byte that it answers.
    func play() throws {
        if let file { return try play(on: HeadlessMachine(file, setting: file == .file ? "file" : nil)) }
        let session = try KeyringSession(keyring)
        defer { session.stop() }
        try session.empty()
        let environment =
            switch bus {
            case .answering: session.environment
            case .unnamed: session.environmentWithoutBus
            case .dead: session.environmentWithDeadBus
            }
        try play(in: environment) { $0 }
    }

    private func play(on machine: HeadlessMachine) throws {
        try play(in: machine.environment) { text in
            text.replacing("{home}", with: machine.directory / "home")
                .replacing("{password}", with: machine.passwordFile)
        }
    }

    private func play(in environment: [String: String], filling fill: (String) -> String) throws {
        let links = try TemporaryDirectory()
        for link in Set(steps.compactMap(\.link)) {
            try FileManager.default.createSymbolicLink(atPath: links / link, withDestinationPath: HelperBinary.path)
        }
        for step in steps {
            for (path, text) in step.given { try Self.write(text, to: fill(path)) }
            for path in step.links { try Self.makeLink(at: fill(path)) }
            let ran = try Command.run(
                [step.link.map { links / $0 } ?? step.program] + step.arguments.map(fill),
                input: step.input,
                environment: environment.setting(step.environment.mapValues(fill))
            )
            let place = Comment("\(testDescription).txt, line \(step.line)")
            #expect(ran.outputText == fill(step.output), place)
            #expect(ran.errorText == fill(step.error), place)
            #expect(ran.status == step.status, place)
            for (path, text) in step.left {
                let found = try? String(contentsOfFile: fill(path), encoding: .utf8)
                #expect(found == text, "\(place) \(path)")
            }
        }
    }

    private static func makeLink(at path: String) throws {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: HelperBinary.path)
    }

    private static func write(_ text: String, to path: String) throws {
        let file = URL(fileURLWithPath: path)
        let directory = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
