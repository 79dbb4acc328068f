import Foundation

/// What the helper answered to `doctor --json`.
package struct DoctorAnswer: Decodable {
    package struct Finding: Decodable {
        package let check: String
        package let level: String
        package let text: String
        package let hint: String?
    }

    package let problems: Int
    package let complete: Bool
    package let findings: [Finding]

    /// The texts of one check, each after its level.
    package subscript(check: String) -> [String] {
        findings.filter { $0.check == check }.map { "\($0.level): \($0.text)" }
    }
}

extension HelperBinary {
    /// Runs the checks of `doctor` that are named, or all.
    package static func doctor(_ checks: String..., in environment: [String: String]) throws -> DoctorAnswer {
        let only = checks.isEmpty ? [] : ["--only", checks.joined(separator: ",")]
        let ran = try run(["doctor", "--json"] + only, in: environment)
        let answer = try JSONDecoder().decode(DoctorAnswer.self, from: ran.output)
        guard ran.status == (answer.problems == 0 ? 0 : 1), ran.error.isEmpty else { throw Unexpected(ran: ran) }
        return answer
    }

    package struct Unexpected: Error {
        let ran: Command
    }
}
