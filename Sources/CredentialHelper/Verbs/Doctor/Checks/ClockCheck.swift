import Glibc
import PersonalAccessToken

/// The clock: a wrong one makes tokens look expired that are not, and registries' certificates invalid.
enum ClockCheck: DoctorCheck {
    static var name: String { "clock" }

    /// A second is no fault, a zone's hour neither: some systems set the clock to local time for a moment at boot.
    private static let tolerance = 86_400

    static func findings(in examination: Examination) -> [Finding] {
        let machine = examination.machine
        let now = machine.now
        for path in files(of: examination) {
            guard let status = machine.status(of: path), status.st_mtim.tv_sec > Int(now.seconds) + tolerance else {
                continue
            }
            let time = UnixTime(seconds: Int64(status.st_mtim.tv_sec))
            return [
                .problem(
                    "the clock says \(now.rfc3339), and \(path) was written later, on \(time.date)",
                    hint: "set the clock: timedatectl set-ntp true"
                )
            ]
        }
        return [.ok("the clock says \(now.rfc3339)")]
    }

    /// Files that were written in the past, for certain: this program, and what it and docker have written.
    private static func files(of examination: Examination) -> [String] {
        let machine = examination.machine
        let settings = (try? SettingsFile.directory(machine.environment)).flatMap { $0 }.map(SettingsFile.path)
        return [machine.program, settings].compactMap(\.self)
    }
}
