/// One check of `doctor`. It writes nothing, asks nobody and uses no network.
protocol DoctorCheck {
    /// One word, for the report's second column and for `--json`, where it does not change.
    static var name: String { get }

    /// What there is to say, the most important first; nothing where it does not apply.
    static func findings(in examination: Examination) throws(KeyringError) -> [Finding]
}

extension DoctorCheck {
    /// The same, where an error of the keyring's is a finding, too.
    static func report(on examination: Examination) -> [Finding] {
        do throws(KeyringError) {
            return try findings(in: examination)
        } catch {
            return [examination.finding(for: error)]
        }
    }
}

/// The list of the checks, in the order of the report: a new one is added here. What may take its time comes last.
enum DoctorChecks {
    static var all: [any DoctorCheck.Type] {
        [
            ClockCheck.self, UserCheck.self, SettingsCheck.self, DockerCheck.self, PodmanCheck.self, BuildxCheck.self,
            ClientCheck.self, AuthVariableCheck.self, PlainSecretCheck.self, NamedHelperCheck.self, ProgramCheck.self,
            PasswordFileCheck.self, KeyringFileCheck.self, OnlineCheck.self, KeyringCheck.self, ProviderCheck.self,
            ConfinementCheck.self, CollectionCheck.self, DuplicateCheck.self, AccountCheck.self, TokenCheck.self,
            WebLoginCheck.self,
        ]
    }

    /// Those that an option names, in the order of the report.
    static func named(_ text: String, by option: String) throws(HelperError) -> [any DoctorCheck.Type] {
        let wanted = text.split(separator: ",").map(String.init)
        let names = all.map { $0.name }
        guard !wanted.isEmpty, wanted.allSatisfy(names.contains) else {
            throw .option(name: option, expected: "some of \(names.joined(separator: ","))")
        }
        return all.filter { wanted.contains($0.name) }
    }
}
