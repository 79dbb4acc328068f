import Foundation
import TestSupport

extension Transcript {
    struct SyntaxError: Error {
        let file: String
        let line: Int
    }

    init(_ file: URL) throws {
        testDescription = file.deletingPathExtension().lastPathComponent
        let text = try String(contentsOf: file, encoding: .utf8)
        var environment: [String: String] = [:]
        var link: String?
        for (index, line) in text.components(separatedBy: "\n").enumerated() where !line.isEmpty {
            let mark = line.prefix { $0 != " " }
            let rest = String(line.drop { $0 != " " }.dropFirst())
            switch mark {
            case "#": continue
            case "@":
                guard read(setting: rest, environment: &environment, link: &link) else {
                    throw SyntaxError(file: testDescription, line: index + 1)
                }
            case "$", "%":
                defer { (given, links) = ([:], []) }
                steps.append(
                    Step(
                        line: index + 1,
                        program: mark == "$" ? HelperBinary.path : "docker-credential-secretservice",
                        link: mark == "$" ? link : nil,
                        given: given,
                        links: links,
                        arguments: rest.split(separator: " ").map { $0 == "''" ? "" : String($0) },
                        environment: environment
                    )
                )
            default:
                guard read(stream: rest, mark: mark) else {
                    throw SyntaxError(file: testDescription, line: index + 1)
                }
            }
        }
    }

    /// - Returns: whether there is such a setting.
    private mutating func read(
        setting: String,
        environment: inout [String: String],
        link: inout String?
    ) -> Bool {
        switch setting {
        case "keyring none": keyring = .none
        case "keyring file": file = .file
        case "keyring bare": file = HeadlessMachine.Password.none
        case "bus none": (keyring, bus) = (.none, .unnamed)
        case "bus dead": (keyring, bus) = (.none, .dead)
        case let called where called.hasPrefix("called "): link = String(called.dropFirst(7))
        case let set where set.hasPrefix("set "):
            let pair = set.dropFirst(4).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            environment[String(pair[0])] = String(pair[1])
        case let made where made.hasPrefix("link "): links.append(String(made.dropFirst(5)))
        case let write where write.hasPrefix("write "):
            let file = Self.file(write.dropFirst(6))
            given[file.path] = file.text
        default: return false
        }
        return true
    }

    /// A path and, with its escapes resolved, what is in the file.
    private static func file(_ text: Substring) -> (path: String, text: String?) {
        let parts = text.split(separator: " ", maxSplits: 1)
        return (String(parts[0]), parts.count < 2 ? nil : String(decoding: unescaped(String(parts[1])), as: UTF8.self))
    }

    /// Reads a line of the last step: what it reads, or has to answer.
    /// - Returns: whether there is such a mark, and a step.
    private mutating func read(stream text: String, mark: Substring) -> Bool {
        guard let last = steps.indices.last else { return false }
        switch mark {
        case "<": steps[last].input += Data((text + "\n").utf8)
        case "<.": steps[last].input += Data(text.utf8)
        case "<\\": steps[last].input += Self.unescaped(text)
        case ">": steps[last].output += text + "\n"
        case "!": steps[last].error += text + "\n"
        case "=":
            let file = Self.file(text[...])
            steps[last].left[file.path] = .some(file.text)
        case "?": steps[last].status = Int32(text)!
        default: return false
        }
        return true
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
            case UInt8(ascii: "t"): data.append(9)
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
