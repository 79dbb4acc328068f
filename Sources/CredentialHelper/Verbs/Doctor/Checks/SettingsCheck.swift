/// The settings: a wrong one ends every verb.
enum SettingsCheck: DoctorCheck {
    static var name: String { "settings" }

    static func findings(in examination: Examination) -> [Finding] {
        let settings: Settings
        do throws(HelperError) {
            settings = try examination.givenSettings.get()
        } catch {
            return [.problem(error)]
        }
        let warnings = (settings.unknown + settings.warnings).map { Finding.note($0.message, hint: $0.hint?.text) }
        if !warnings.isEmpty { return warnings }
        let environment = examination.machine.environment
        let names = Settings.all.map { $0.variable }.filter { environment[$0]?.isEmpty == false }
        let file = (try? SettingsFile(environment)).flatMap { $0?.path }
        let places = (file.map { [$0] } ?? []) + names
        return [.ok(places.isEmpty ? "nothing is set: the defaults hold" : "from \(places.joined(separator: ", "))")]
    }
}
