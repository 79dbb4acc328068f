import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("The units that remind daily")
struct ReminderUnitsTests {
    @Test("systemd finds no fault with them, whatever the program's path", arguments: ["bin", "a $HOME %h", "ä;#b"])
    func verify(name: String) throws {
        try DebianPackage.require("systemd-analyze", from: "systemd")
        let place = try TemporaryDirectory()
        let directory = place / name
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: "/bin/true", toPath: directory + "/program")
        let service = ReminderUnits.mark + ReminderUnits.service(running: directory + "/program")
        for (name, text) in [
            (ReminderUnits.serviceName, service), (ReminderUnits.timerName, ReminderUnits.mark + ReminderUnits.timer),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: place / name))
        }
        let ran = try Command.run(
            [
                "systemd-analyze", "verify", "--user", "--man=no", place / ReminderUnits.serviceName,
                place / ReminderUnits.timerName,
            ],
            environment: ["HOME": place.path, "XDG_RUNTIME_DIR": place.path, "PATH": SearchPath.system]
        )
        #expect(ran.status == 0 && ran.errorText == "" && ran.outputText == "", "\(ran.errorText)\n\(service)")
    }

    @Test("Whoever has a path that systemd does not take, is told so", arguments: ["a\"b", "a'b", "a\\b", "a\nb"])
    func refused(name: String) {
        #expect(!ReminderUnits.canRun("/opt/\(name)/program"))
    }

    @Test("Those of the package are the same, for the program that it installs")
    func packaged() throws {
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: Repository.path("scripts/package.d/systemd/\(name)"), encoding: .utf8)
        }
        #expect(
            try text(ReminderUnits.serviceName) == ReminderUnits.service(running: "/usr/bin/docker-credential-pat")
        )
        #expect(try text(ReminderUnits.timerName) == ReminderUnits.timer)
    }
}
