/// Which program provides the Secret Service, and what it does differently.
enum ProviderCheck: DoctorCheck {
    static var name: String { "provider" }

    static func findings(in examination: Examination) throws(KeyringError) -> [Finding] {
        guard let provider = try examination.provider.get() else { return [] }
        let programs = examination.machine.searchPath
        let concerning = provider.differences.filter { $0.program.map { programs.program(named: $0) != nil } ?? true }
        let differences = concerning.map { difference in
            if let hint = difference.hint { return Finding.note("\(provider.name): \(difference.text)", hint: hint) }
            return .ok("\(provider.name): \(difference.text)")
        }
        return [.ok("\(provider.name) provides the Secret Service")] + differences
    }
}
