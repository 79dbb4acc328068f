/// Whether this runs in something that has other files, programs or keys than the machine, told by their marks.
enum ConfinementCheck: DoctorCheck {
    static var name: String { "machine" }

    static func findings(in examination: Examination) -> [Finding] {
        let machine = examination.machine
        let found = [
            snap(on: machine), flatpak(on: machine), containerMark(on: machine).map { container($0, in: examination) },
            userNamespace(on: machine), windows(on: machine),
        ].compactMap(\.self)
        return found.isEmpty ? [.ok("no container, snap, flatpak or user namespace")] : found
    }

    private static func snap(on machine: Machine) -> Finding? {
        if let name = machine["SNAP_INSTANCE_NAME"] ?? machine["SNAP_NAME"], machine["SNAP"] != nil {
            return .note(
                "this runs in the snap \(name), which reaches the session's keyring only if it is allowed to",
                hint: "snap connect \(name):password-manager-service"
            )
        }
        let docker = machine.searchPath.program(named: "docker").map(linkTarget(of:)) ?? ""
        guard docker.hasPrefix("/snap/") || docker == "/usr/bin/snap" else { return nil }
        return .note(
            "docker is a snap: it starts no helper from outside of it, and has a configuration of its own",
            hint: "use the docker of your distribution, or of docker.com"
        )
    }

    private static func flatpak(on machine: Machine) -> Finding? {
        guard machine.hasSystemFile("/.flatpak-info") else { return nil }
        let application = machine["FLATPAK_ID"] ?? "APPLICATION"
        return .note(
            "this runs in a flatpak, which reaches the session's keyring only if it is allowed to",
            hint: "flatpak override --user --talk-name=org.freedesktop.secrets \(application)"
        )
    }

    /// What has made the container; `nil` where this is none.
    private static func containerMark(on machine: Machine) -> String? {
        let mark: String? =
            if machine.hasSystemFile("/.dockerenv") {
                "docker"
            } else if machine.hasSystemFile("/run/.containerenv") {
                "podman"
            } else {
                // As systemd has it: of the first process, where this may be read, else of this one.
                machine.systemText("/run/systemd/container").map { $0.trimmed } ?? machine["container"]
            }
        return mark?.isEmpty == false && mark != "flatpak" ? mark : nil
    }

    /// Most have no desktop; but its bus may have been let in, or there is another keyring.
    private static func container(_ mark: String, in examination: Examination) -> Finding {
        let here = "this runs in a container (\(mark))"
        if (try? examination.provider.get()) ?? nil != nil {
            return .ok("\(here), from which the session's keyring is reached")
        }
        if (try? examination.collection.get()) == .open { return .ok("\(here), and the encrypted file is open") }
        return .note(
            "\(here), which has no desktop, and mostly none of the kernel's keys",
            hint: "keep the keyring in an encrypted file, and its password in another: "
                + "docker-credential-pat setup --keyring file --password-file FILE"
        )
    }

    private static func userNamespace(on machine: Machine) -> Finding? {
        guard machine.systemText("/proc/self/uid_map").map(FileOwner.isOfUserNamespace) == true else { return nil }
        return .note("this runs in a user namespace, as rootless podman makes one: files of others have no owner in it")
    }

    private static func windows(on machine: Machine) -> Finding? {
        // Such as `5.15.90.1-microsoft-standard-WSL2`.
        let release = machine.systemText("/proc/sys/kernel/osrelease")?.lowercased().split { !$0.isLetter } ?? []
        guard machine["WSL_DISTRO_NAME"] != nil || release.contains("microsoft") else { return nil }
        return .note(
            "this is WSL, where Docker Desktop writes credsStore desktop.exe into docker's file again and again",
            hint: "in Docker Desktop, turn the integration with this distribution off, or use credHelpers"
        )
    }
}
