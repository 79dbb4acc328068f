/// What all checks together have found.
struct DoctorReport {
    /// A finding, and the check that it is of.
    struct Entry: Equatable {
        let check: String
        let finding: Finding
    }

    let entries: [Entry]

    /// Runs the checks, as many of them as there is time for.
    init(_ examination: Examination, checks: [any DoctorCheck.Type]) {
        entries = checks.flatMap { check in
            let findings = examination.isOver ? [.unchecked("the time was over")] : check.report(on: examination)
            return findings.map { Entry(check: check.name, finding: $0) }
        }
    }

    var hasProblem: Bool { count(of: .problem) > 0 }
    private var isComplete: Bool { !entries.contains { $0.finding.isUnchecked } }

    private func count(of level: Finding.Level) -> Int { entries.count { $0.finding.level == level } }

    // MARK: - For people

    /// A line for each finding, with the way to mend it below, and a sum.
    func text(isColoured: Bool) -> String {
        let width = (entries.map(\.check.count).max() ?? 0) + 2
        let lines = entries.map { entry in
            let level = entry.finding.level
            let word = level.rawValue.padded(to: Self.levelWidth)
            let mark = isColoured ? "\u{1B}[\(level.colour)m\(word)\u{1B}[0m" : word
            let hint = entry.finding.hint.map { String(repeating: " ", count: Self.levelWidth) + "hint: \($0)\n" }
            return "\(mark)\(entry.check.padded(to: width))\(entry.finding.text)\n\(hint ?? "")"
        }
        return lines.joined() + "\n" + sum + "\n"
    }

    private static let levelWidth = 9

    private var sum: String {
        let counts = [(count(of: .problem), "problem"), (count(of: .note), "note")].filter { $0.0 > 0 }
        if counts.isEmpty { return "all is well" }
        return counts.map { count, word in "\(count) \(word)\(count == 1 ? "" : "s")" }.joined(separator: ", ")
    }

    // MARK: - For programs

    /// The form of `doctor --json`, which does not change; keys, checks and findings may be added.
    ///
    ///     {"problems":1,"complete":true,"findings":[
    ///       {"check":"tokens","level":"problem","text":"the token for … expired 3 days ago","hint":"log in …"}]}
    ///
    /// `level` is ok, note or problem; `hint` is null where there is nothing to mend; `complete` is false when
    /// something could not be looked at.
    var json: Secret {
        let line = Secret(capacity: 256 * (entries.count + 1))
        line.append(#"{"problems":"#)
        var problems = "\(count(of: .problem))"
        problems.withUTF8(line.append)
        line.append(isComplete ? #","complete":true,"findings":["# : #","complete":false,"findings":["#)
        for (index, entry) in entries.enumerated() {
            line.append(index > 0 ? #",{"check":"# : #"{"check":"#)
            line.appendJSON(entry.check)
            line.append(#","level":"#)
            line.appendJSON(entry.finding.level.rawValue)
            line.append(#","text":"#)
            line.appendJSON(entry.finding.text)
            line.append(#","hint":"#)
            line.appendJSON(orNull: entry.finding.hint)
            line.append("}")
        }
        line.append("]}\n")
        return line
    }
}

extension Finding.Level {
    fileprivate var colour: Int {
        switch self {
        case .ok: 32  // green
        case .note: 33  // yellow
        case .problem: 31  // red
        }
    }
}

extension Finding {
    /// For the order in which findings of one check are told.
    func isWorse(than other: Finding) -> Bool { level.rank > other.level.rank }
}

extension Finding.Level {
    fileprivate var rank: Int {
        switch self {
        case .ok: 0
        case .note: 1
        case .problem: 2
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
