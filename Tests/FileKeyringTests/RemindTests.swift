import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

/// With a systemd of its own, as of a user who has logged in, below an empty `/run`.
@Suite("setup --remind")
struct RemindTests {
    private let home: TemporaryDirectory
    private var environment: [String: String]

    init() throws {
        home = try TemporaryDirectory()
        try DebianPackage.require("systemctl", from: "systemd")
        try Data("password".utf8).write(to: URL(fileURLWithPath: home / "password"))
        chmod(home / "password", 0o600)
        environment = [
            "HOME": home.path, "PATH": SearchPath.system, "HELPER": HelperBinary.path,
            "DOCKER_CREDENTIAL_PAT_KEYRING": "file", "DOCKER_CREDENTIAL_PAT_PASSWORD_FILE": home / "password",
        ]
    }

    private func run(_ script: String) throws -> Command {
        let surroundings = #"""
            mount -t tmpfs none /run
            mkdir -p /run/systemd/system
            export XDG_RUNTIME_DIR=/run/user/$(id -u)
            mkdir -m 700 -p "$XDG_RUNTIME_DIR"
            start_systemd() {
                /lib/systemd/systemd --user --log-target=null &
                systemd=$!
                trap 'kill $systemd; wait $systemd' EXIT
                for i in $(seq 300); do [ -S "$XDG_RUNTIME_DIR/systemd/private" ] && return; sleep 0.1; done
                exit 99
            }

            """#
        return try Command.run(
            ["unshare", "--mount", "--propagation", "private", "bash", "-ec", surroundings + script],
            environment: environment,
            limit: 120
        )
    }

    @Test("systemd runs it daily, and --undo ends that")
    func daily() throws {
        let ran = try run(
            #"""
            start_systemd
            systemctl --user import-environment DOCKER_CREDENTIAL_PAT_KEYRING DOCKER_CREDENTIAL_PAT_PASSWORD_FILE
            "$HELPER" setup --yes >/dev/null
            printf '{"ServerURL":"a.example","Username":"u","Secret":"s"}' |
                DOCKER_CREDENTIAL_PAT_EXPIRES=5d "$HELPER" store
            "$HELPER" setup --remind --yes >/dev/null
            systemctl --user is-enabled docker-credential-pat.timer
            systemctl --user is-active docker-credential-pat.timer
            systemctl --user start docker-credential-pat.service
            systemctl --user show -p Result -p ExecMainStatus docker-credential-pat.service
            echo again
            "$HELPER" setup --remind --yes
            echo undo
            "$HELPER" setup --undo --yes >/dev/null 2>&1
            systemctl --user is-active docker-credential-pat.timer || true
            """#
        )
        #expect(ran.status == 0, "\(ran.errorText)")
        let lines = ran.outputText.split(separator: "\n")
        #expect(lines.starts(with: ["enabled", "active", "Result=success", "ExecMainStatus=3", "again"]), "\(lines)")
        #expect(lines.contains("nothing to do"), "\(lines)")
        #expect(lines.suffix(2) == ["undo", "inactive"], "\(lines)")
        let units = try FileManager.default.subpathsOfDirectory(atPath: home / ".config/systemd/user")
        #expect(units.filter { $0.contains("docker-credential-pat") } == [])
    }

    /// Another version will be found by the name on PATH, and not where this one's file is.
    @Test("systemd runs what is on PATH, be it a link, and whatever the profile's link by which setup was called")
    func link() throws {
        let ran = try run(
            #"""
            start_systemd
            mkdir "$HOME/bin"
            for name in docker-credential-pat docker-credential-pat-work; do ln -s "$HELPER" "$HOME/bin/$name"; done
            PATH=$HOME/bin:$PATH
            "$HELPER" setup --yes >/dev/null
            docker-credential-pat-work setup --remind --yes >/dev/null
            grep ^ExecStart= "$HOME/.config/systemd/user/docker-credential-pat.service"
            rm "$HOME/bin/docker-credential-pat"
            docker-credential-pat-work setup --remind --yes >/dev/null
            grep ^ExecStart= "$HOME/.config/systemd/user/docker-credential-pat.service"
            """#
        )
        #expect(ran.status == 0, "\(ran.errorText)")
        #expect(
            ran.outputText == """
                ExecStart=\(home.path)/bin/docker-credential-pat status --notify
                ExecStart=\(HelperBinary.path) status --notify

                """
        )
    }

    @Test("Without a systemd that says so, nothing is changed")
    func none() throws {
        let ran = try run(#""$HELPER" setup --remind --yes"#)
        #expect(ran.status == 1)
        #expect(ran.outputText == "nothing can remind daily: no systemd runs timers for this user here\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["password"])
    }

    @Test("A unit of that name that somebody else has written stays")
    func foreignUnit() throws {
        let place = home / ".config/systemd/user"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try Data("[Timer]\n".utf8).write(to: URL(fileURLWithPath: place + "/docker-credential-pat.timer"))
        let ran = try run(#"start_systemd; "$HELPER" setup --remind --yes || "$HELPER" setup --undo --yes"#)
        #expect(ran.outputText.contains("docker-credential-pat.timer is there already, and not made by setup"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["docker-credential-pat.timer"])
    }
}
