import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("doctor: the clock, the user, and what it runs in")
struct MachineCheckTests {
    private static let initialNamespace = "         0          0 4294967295\n"

    // MARK: - The clock

    @Test("A clock behind the files that were written is wrong")
    func clockBehind() throws {
        var machine = try TestMachine()
        machine.environment["XDG_CONFIG_HOME"] = machine.home
        let file = try machine.write("{}", to: "home/docker-credential-pat/config.json")
        // Written now, by the clock of the machine that runs the tests.
        machine.now = UnixTime(seconds: Int64(time(nil)) - 2 * 86_400)
        let findings = machine.findings(of: ClockCheck.self)
        #expect(findings.map(\.level) == [.problem])
        #expect(findings[0].text.contains("and \(file) was written later"))
        #expect(findings[0].hint == "set the clock: timedatectl set-ntp true")

        machine.now = UnixTime(seconds: Int64(time(nil)) - 3600)
        #expect(machine.findings(of: ClockCheck.self).map(\.level) == [.ok])
    }

    @Test("A clock behind the program itself is wrong")
    func clockBehindProgram() throws {
        var machine = try TestMachine()
        let program = try machine.makeProgram("bin/helper", script: "")
        try FileManager.default.createDirectory(
            atPath: machine.directory / "root/proc/self",
            withIntermediateDirectories: true
        )
        symlink(program, machine.directory / "root/proc/self/exe")
        machine.now = UnixTime(seconds: 0)
        #expect(machine.findings(of: ClockCheck.self).texts(.problem).first?.contains(program) == true)
    }

    // MARK: - The user

    @Test("A user with a home of their own is well")
    func ownHome() throws {
        var machine = try TestMachine()
        try machine.write("ann:x:\(geteuid()):1000::/home/ann:/bin/sh\n", to: "root/etc/passwd")
        #expect(machine.findings(of: UserCheck.self) == [.ok("ann, with a home of their own")])
        // sudo to oneself changes nothing.
        machine.environment["SUDO_USER"] = "ann"
        #expect(machine.findings(of: UserCheck.self).map(\.level) == [.ok])
    }

    @Test("By sudo: whose files and keyring these are")
    func sudo() throws {
        var machine = try TestMachine()
        try machine.write("admin:x:\(geteuid()):0::/root:/bin/sh\n", to: "root/etc/passwd")
        machine.environment["SUDO_USER"] = "ann"
        let note = "by sudo, this is admin, whose files and keyring are not those of ann"
        #expect(machine.findings(of: UserCheck.self).texts(.note) == [note])
    }

    @Test("No home, or one that is not there", arguments: [nil, "", "/nonexistent"])
    func noHome(_ home: String?) throws {
        var machine = try TestMachine()
        machine.environment["HOME"] = home
        #expect(machine.findings(of: UserCheck.self).map(\.level) == [.problem])
    }

    @Test("The session's directory, or its bus, belongs to somebody else")
    func foreignSession() throws {
        var machine = try TestMachine()
        try machine.write("other:x:4321:4321::/home/other:/bin/sh\n", to: "root/etc/passwd")
        machine.user = 4321
        let socket = try machine.write("", to: "run/bus")
        machine.environment["XDG_RUNTIME_DIR"] = machine.directory / "run"
        machine.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:abstract=x,path=\(socket),guid=0"
        let problems = machine.findings(of: UserCheck.self).texts(.problem)
        #expect(problems.contains { $0.hasPrefix("XDG_RUNTIME_DIR names \(machine.directory / "run")") })
        #expect(problems.contains { $0.hasPrefix("DBUS_SESSION_BUS_ADDRESS names \(socket)") })
    }

    // MARK: - Confinement

    @Test("Nothing confines it")
    func free() throws {
        let machine = try TestMachine()
        try machine.write(Self.initialNamespace, to: "root/proc/self/uid_map")
        #expect(machine.findings(of: ConfinementCheck.self).map(\.level) == [.ok])
    }

    @Test(
        "Containers, by their marks",
        arguments: [
            (".dockerenv", "", "docker"), ("run/.containerenv", "", "podman"),
            ("run/systemd/container", "systemd-nspawn\n", "systemd-nspawn"),
        ]
    )
    func container(file: String, text: String, name: String) throws {
        let machine = try TestMachine()
        try machine.write(text, to: "root/\(file)")
        let here = "this runs in a container (\(name)), "
        let reached = Finding.ok(here + "from which the session's keyring is reached")
        #expect(machine.findings(of: ConfinementCheck.self) == [reached])

        var keyring = TestExamination(store: InMemoryStore(), providing: .success(nil))
        #expect(machine.findings(of: ConfinementCheck.self, keyring) == [.ok(here + "and the encrypted file is open")])
        for state in [CollectionState.locked, .missing(others: 0)] {
            keyring.state = .success(state)
            let notes = machine.findings(of: ConfinementCheck.self, keyring).texts(.note)
            #expect(notes == [here + "which has no desktop, and mostly none of the kernel's keys"])
        }
        keyring = TestExamination(store: InMemoryStore(), providing: .failure(.unreachable(.noBus)))
        keyring.state = .failure(.unreachable(.noBus))
        #expect(machine.findings(of: ConfinementCheck.self, keyring).map(\.level) == [.note])
    }

    @Test("A flatpak, a snap, a user namespace, WSL")
    func others() throws {
        let flatpak = try TestMachine()
        try flatpak.write("[Application]\n", to: "root/.flatpak-info")
        #expect(flatpak.findings(of: ConfinementCheck.self).texts(.note).first?.contains("flatpak") == true)

        var snap = try TestMachine()
        snap.environment["SNAP"] = "/snap/code/1"
        snap.environment["SNAP_INSTANCE_NAME"] = "code"
        let found = snap.findings(of: ConfinementCheck.self)
        #expect(found.first?.hint == "snap connect code:password-manager-service")

        let namespace = try TestMachine()
        try namespace.write("         0       1000          1\n", to: "root/proc/self/uid_map")
        #expect(namespace.findings(of: ConfinementCheck.self).texts(.note).first?.contains("user namespace") == true)

        let windows = try TestMachine()
        try windows.write("5.15.167.4-microsoft-standard-WSL2\n", to: "root/proc/sys/kernel/osrelease")
        #expect(windows.findings(of: ConfinementCheck.self).texts(.note).first?.hasPrefix("this is WSL") == true)
    }

    @Test("docker itself is a snap")
    func dockerOfSnap() throws {
        let machine = try TestMachine()
        // What is in /snap/bin is a link to this program.
        #expect(symlink("/usr/bin/snap", machine.directory / "bin/docker") == 0)
        let findings = machine.findings(of: ConfinementCheck.self)
        // Where there is no snap, the link leads nowhere, and there is no docker.
        let hasSnap = access("/usr/bin/snap", X_OK) == 0
        #expect(findings.contains { $0.text.hasPrefix("docker is a snap") } == hasSnap)
    }
}
