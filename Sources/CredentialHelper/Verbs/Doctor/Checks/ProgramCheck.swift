import Glibc

/// Which program docker starts: the first of its name on PATH, which need not be the one that answers here.
enum ProgramCheck: DoctorCheck {
    static var name: String { "program" }
    static let program = "docker-credential-pat"

    static func findings(in examination: Examination) -> [Finding] {
        let machine = examination.machine
        let here = machine.program
        let found = machine.searchPath.programs(named: program)
        guard let first = found.first else {
            let directory = here.map { $0.split(separator: "/").dropLast().map { "/\($0)" }.joined() }
            return [
                .problem(
                    "there is no \(program) on PATH: docker cannot start it",
                    hint: directory.map { "add \($0) to PATH" } ?? "install it into a directory of PATH"
                )
            ]
        }
        let others = found.dropFirst().filter { !isSame($0, first, on: machine) }
        let shadowed = others.map { Finding.note("\($0) is never started: \(first) comes first on PATH") }
        if let here, isSame(first, here, on: machine) {
            return [.ok("docker starts this one: \(first), version \(examination.version)")] + shadowed
        }
        return [other(first, than: here, examination: examination)] + shadowed
    }

    /// What there is to say of another copy, which answers docker.
    private static func other(_ path: String, than here: String?, examination: Examination) -> Finding {
        let this = "this one, \(here ?? "which cannot tell where it is"), is version \(examination.version)"
        let hint = "remove the one that is not wanted, or put its directory later on PATH"
        guard let version = version(of: path, until: examination.halfOfTheRest) else {
            return .problem("docker starts \(path), which does not tell its version; \(this)", hint: hint)
        }
        if version == examination.version {
            return .ok("docker starts \(path), version \(version), the same as this one")
        }
        return .problem("docker starts \(path), version \(version); \(this)", hint: hint)
    }

    /// What another copy says of itself; `nil` when it says nothing of the kind in time.
    private static func version(of path: String, until deadline: Deadline) -> String? {
        guard let output = try? ChildProgram(path: path, arguments: ["version"]).run(until: deadline) else {
            return nil
        }
        let line = output.expose { String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) }
        return line.hasPrefix("\(program) ") ? String(line.dropFirst(program.count + 1)) : nil
    }

    private static func isSame(_ path: String, _ other: String, on machine: Machine) -> Bool {
        guard let one = machine.status(of: path), let two = machine.status(of: other) else { return false }
        return one.st_dev == two.st_dev && one.st_ino == two.st_ino
    }
}
