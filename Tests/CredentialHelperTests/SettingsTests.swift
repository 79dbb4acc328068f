import Foundation
import PersonalAccessToken
import TestSupport
import Testing

@testable import CredentialHelper

@Suite("Settings")
struct SettingsTests {
    private func read(_ file: String?, environment: [String: String] = [:]) throws -> Settings {
        let home = try TemporaryDirectory()
        let directory = home / ".config/docker-credential-pat"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        if let file { try Data(file.utf8).write(to: URL(fileURLWithPath: directory + "/config.json")) }
        return try Settings(environment: environment.merging(["HOME": home.path]) { given, _ in given })
    }

    @Test("The defaults", arguments: [nil, "{}", " {} \n"])
    func defaults(_ file: String?) throws {
        let settings = try read(file)
        #expect(settings.timeLimits.call == 10 && settings.timeLimits.prompt == 120)
        #expect(settings.warn == .auto && settings.warnWithin == .days(14) && settings.onExpired == .answer)
        #expect(settings.expires == nil)
    }

    @Test("The environment comes first, then the file")
    func order() throws {
        let file = #"{"timeout": 5, "warn": "never", "warn_within": "3w", "on_expired": "not-found"}"#
        let settings = try read(
            file,
            environment: ["DOCKER_CREDENTIAL_PAT_WARN": "always", "DOCKER_CREDENTIAL_PAT_ON_EXPIRED": ""]
        )
        #expect(settings.timeLimits.call == 5)
        #expect(settings.warn == .always && settings.warnWithin == .days(21) && settings.onExpired == .notFound)
    }

    @Test("The keyring and its password file")
    func keyring() throws {
        #expect(try read(nil).keyring == nil)
        let settings = try read(#"{"keyring": "file", "password_file": "/run/key"}"#)
        #expect(settings.keyring == .file && settings.passwordFile == "/run/key")
        let variable = ["DOCKER_CREDENTIAL_PAT_KEYRING": "service"]
        #expect(try read(#"{"keyring": "file"}"#, environment: variable).keyring == .service)
    }

    @Test("Secrets go without encryption only where that is allowed")
    func plainSession() throws {
        #expect(try !read(nil).allowsPlainSession)
        #expect(try read(#"{"plain_session": "allow"}"#).allowsPlainSession)
        let variable = ["DOCKER_CREDENTIAL_PAT_PLAIN_SESSION": "refuse"]
        #expect(try !read(#"{"plain_session": "allow"}"#, environment: variable).allowsPlainSession)
        #expect(
            throws: HelperError.setting(name: "DOCKER_CREDENTIAL_PAT_PLAIN_SESSION", expected: "refuse or allow")
        ) {
            try read(nil, environment: ["DOCKER_CREDENTIAL_PAT_PLAIN_SESSION": "yes"])
        }
    }

    @Test("A setting is recorded beside the others, through a symbolic link, and only in a file that can be read")
    func recording() throws {
        let place = try TemporaryDirectory()
        let environment = ["XDG_CONFIG_HOME": place / "config"]
        let file = place / "config/docker-credential-pat/config.json"
        let chosen = SettingChange(KeyringSetting.self, to: "file")
        #expect(try Settings.record([chosen], environment: environment) == file)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "{\n  \"keyring\": \"file\"\n}\n")

        try FileManager.default.moveItem(atPath: file, toPath: place / "elsewhere")
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: place / "elsewhere")
        try Data(#"{"timeout": "5,60", "WARN": "never"}"#.utf8).write(to: URL(fileURLWithPath: place / "elsewhere"))
        let change = SettingChange(PasswordFileSetting.self, to: #"/a "b""#)
        _ = try Settings.record([change], environment: environment)
        let settings = try Settings(environment: environment)
        #expect(settings.passwordFile == #"/a "b""# && settings.warn == .never && settings.timeLimits.prompt == 60)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file) == place / "elsewhere")

        let wrong = #"{"warn": [true, "ü"], "warn_within": null}"#
        try Data(wrong.utf8).write(to: URL(fileURLWithPath: place / "elsewhere"))
        _ = try Settings.record([chosen], environment: environment)
        #expect(
            try String(contentsOfFile: file, encoding: .utf8)
                == "{\n  \"keyring\": \"file\",\n  \"warn\": [true, \"ü\"],\n  \"warn_within\": null\n}\n"
        )

        try Data("{".utf8).write(to: URL(fileURLWithPath: place / "elsewhere"))
        #expect(throws: HelperError.self) { try Settings.record([chosen], environment: environment) }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "{")
    }

    @Test("A draft that a killed process has left behind is in nobody's way")
    func draft() throws {
        let place = try TemporaryDirectory()
        let environment = ["XDG_CONFIG_HOME": place.path]
        let file = place / "docker-credential-pat/config.json"
        let chosen = SettingChange(KeyringSetting.self, to: "file")
        _ = try Settings.record([chosen], environment: environment)
        // The next process of that number is this one.
        try Data("{".utf8).write(to: URL(fileURLWithPath: "\(file).\(getpid())"))
        _ = try Settings.record([SettingChange(KeyringSetting.self, to: "service")], environment: environment)
        #expect(try Settings(environment: environment).keyring == .service)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place / "docker-credential-pat").count == 2)
    }

    @Test(
        "Spans of time",
        arguments: [
            ("90s", 90), ("30m", 1800), ("8h", 28_800), ("2d", 172_800), ("366d", 31_622_400), ("367d", nil),
            ("0s", nil),
            ("8", nil), ("h", nil), ("", nil), ("-8h", nil), ("8 h", nil), ("8H", nil), ("١h", nil),
            ("999999999h", nil),
        ] as [(String, Int?)]
    )
    func span(_ text: String, seconds: Int?) {
        #expect(TimeSpan(text)?.seconds == seconds)
    }

    @Test("XDG_CONFIG_HOME is obeyed when it is absolute")
    func place() throws {
        let place = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: place / "docker-credential-pat",
            withIntermediateDirectories: false
        )
        try Data(#"{"warn": "never"}"#.utf8).write(
            to: URL(fileURLWithPath: place / "docker-credential-pat/config.json")
        )
        #expect(try Settings(environment: ["XDG_CONFIG_HOME": place.path, "HOME": "/"]).warn == .never)
        #expect(try Settings(environment: ["XDG_CONFIG_HOME": "relative"]).warn == .auto)
    }

    @Test(
        "A relative path in a variable counts as unset",
        arguments: [
            (BaseDirectory.config, "XDG_CONFIG_HOME", ".config"), (.data, "XDG_DATA_HOME", ".local/share"),
            (.state, "XDG_STATE_HOME", ".local/state"),
        ]
    )
    func relative(_ directory: BaseDirectory, variable: String, fallback: String) throws {
        for path in ["relative", "./relative", ""] {
            #expect(try directory.path(in: [variable: path, "HOME": "/h"]) == "/h/\(fallback)/docker-credential-pat")
            #expect(try directory.path(in: ["HOME": path]) == nil)
        }
    }

    @Test(
        "What only says how to warn breaks nothing when it is wrong",
        arguments: [
            (#"{"warn": "sometimes"}"#, "warn is not auto, always or never"),
            (#"{"warn_within": 14}"#, "warn_within is not a period such as 14d or 2w"),
            (#"{"warn": true}"#, "warn is not auto, always or never"),
            (#"{"warn": false}"#, "warn is not auto, always or never"),
            (#"{"warn": null}"#, "warn is not auto, always or never"),
            (#"{"warn": {"a": [1, "never"]}}"#, "warn is not auto, always or never"),
            (#"{"warn_within": [true, {}] }"#, "warn_within is not a period such as 14d or 2w"),
            (
                #"{"warn": \#(String(repeating: "[", count: 999))\#(String(repeating: "]", count: 999))}"#,
                "warn is not auto, always or never"
            ),
            (#"{"warn": "never", "WARN": false}"#, "warn is not auto, always or never"),
        ]
    )
    func wrongWarnings(_ file: String, problem: String) throws {
        let settings = try read(file)
        #expect(settings.warn == .auto && settings.warnWithin == .days(14))
        #expect(settings.warnings.count == 1)
        #expect(settings.warnings.first?.message.hasSuffix("config.json: \(problem)") == true)
    }

    @Test(
        "A name that is no setting's breaks nothing, and is told apart",
        arguments: [("wran", "wran"), ("expires", "expires"), (#"a\u001b[31m"#, "a\u{FFFD}[31m")]
    )
    func unknownNames(_ name: String, shown: String) throws {
        let settings = try read(#"{"\#(name)": "never"}"#)
        #expect(settings.warn == .auto && settings.warnings.isEmpty && settings.unknown.count == 1)
        #expect(settings.unknown.first?.message.hasSuffix(": there is no setting \(shown)") == true)
    }

    @Test("A settings file that is a FIFO is not waited for")
    func fifo() throws {
        let home = try TemporaryDirectory()
        let directory = home / ".config/docker-credential-pat"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        mkfifo(directory + "/config.json", 0o600)
        #expect(throws: HelperError.self) { try Settings(environment: ["HOME": home.path]) }
    }

    @Test(
        "What cannot be obeyed is said",
        arguments: [
            ("", "it is not a JSON object of strings"), ("[]", "it is not a JSON object of strings"),
            (#"{"keyring": true}"#, "it is not a JSON object of strings"),
            (#"{"warn": false, "keyring": null}"#, "it is not a JSON object of strings"),
            (#"{"warn": fals}"#, "it is not a JSON object of strings"),
            (#"{"timeout": [10]}"#, "it is not a JSON object of strings"),
            ("{} x", "it is not a JSON object of strings"),
            (#"{"keyring": "cloud"}"#, "keyring is not service or file"),
            (#"{"password_file": "~/password"}"#, "password_file is not a path that begins with /"),
            (#"{"timeout": "0"}"#, "timeout is not a number of seconds from 1 to 3600, or two such with a comma"),
        ]
    )
    func faults(_ file: String, problem: String) throws {
        let error = #expect(throws: HelperError.self) { try read(file) }
        #expect(error?.message.hasSuffix("config.json: \(problem)") == true)
    }
}
