import Foundation
import TestSupport
import Testing

@testable import CredentialHelper

/// The checks of these tests.
private enum Well: DoctorCheck {
    static var name: String { "well" }
    static func findings(in examination: Examination) -> [Finding] { [.ok("it works")] }
}

private enum Ill: DoctorCheck {
    static var name: String { "illness" }
    static func findings(in examination: Examination) -> [Finding] {
        [.problem("a \"name\" with \u{1B}[31m in it", hint: "take\nit out"), .note("by the way")]
    }
}

/// A check that takes all the time there is.
private enum Slow: DoctorCheck {
    static var name: String { "slow" }
    static func findings(in examination: Examination) -> [Finding] {
        while !examination.isOver { usleep(10_000) }
        return []
    }
}

@Suite("doctor: the report")
struct DoctorReportTests {
    private func report(_ checks: [any DoctorCheck.Type]) throws -> DoctorReport {
        DoctorReport(try TestMachine().examination(), checks: checks)
    }

    @Test("A line for each finding, its hint below, and a sum")
    func text() throws {
        let report = try report([Well.self, Ill.self])
        #expect(report.hasProblem)
        #expect(
            report.text(isColoured: false) == """
                ok       well     it works
                problem  illness  a "name" with \u{FFFD}[31m in it
                         hint: take\u{FFFD}it out
                note     illness  by the way

                1 problem, 1 note

                """
        )
        #expect(try self.report([Well.self]).text(isColoured: false) == "ok       well  it works\n\nall is well\n")
        #expect(report.text(isColoured: true).contains("\u{1B}[31mproblem  \u{1B}[0millness"))
    }

    @Test("The same as JSON")
    func json() throws {
        #expect(
            try report([Well.self, Ill.self]).json.text
                == #"{"problems":1,"complete":true,"findings":["#
                + #"{"check":"well","level":"ok","text":"it works","hint":null},"#
                + #"{"check":"illness","level":"problem","text":"a \"name\" with �[31m in it","hint":"take�it out"},"#
                + #"{"check":"illness","level":"note","text":"by the way","hint":null}]}"# + "\n"
        )
    }

    @Test("What has no time left says so")
    func overtime() throws {
        let report = try report([Slow.self, Ill.self, Well.self])
        #expect(report.entries.map(\.check) == ["illness", "well"])
        #expect(report.entries.allSatisfy { $0.finding == .unchecked("the time was over") })
        #expect(!report.hasProblem)
        #expect(report.json.text.hasPrefix(#"{"problems":0,"complete":false,"#))
    }

    @Test("Every check has a name of its own")
    func names() {
        let names = DoctorChecks.all.map { $0.name }
        #expect(Set(names).count == names.count)
        #expect(names.count > 15)
    }

    @Test("It opens the keyring once, and asks nobody")
    func verb() {
        let console = TestConsole()
        let environment = ["HOME": "/nonexistent", "PATH": "/nonexistent"]
        #expect(console.run(["doctor"], over: InMemoryStore(), environment: environment) == 1)
        #expect(console.output.contains("ok       keyring"))
        #expect(console.readCount == 0 && console.prompts.isEmpty)
        #expect(console.error == "")
        // On a terminal it has colours, unless they are not wanted.
        console.outputIsTerminal = true
        _ = console.run(["doctor"], over: InMemoryStore(), environment: environment)
        #expect(console.output.contains("\u{1B}[31mproblem"))
        _ = console.run(["doctor"], over: InMemoryStore(), environment: environment.setting(["NO_COLOR": "1"]))
        #expect(!console.output.contains("\u{1B}"))
    }

    @Test("Only the checks that are wanted, in the order of the report")
    func only() {
        let console = TestConsole()
        let environment = ["HOME": "/nonexistent", "PATH": "/nonexistent"]
        func run(_ only: String) -> Int32 {
            console.run(["doctor", "--only", only], over: InMemoryStore(), environment: environment)
        }
        #expect(run("accounts,provider") == 0)
        #expect(
            console.output == """
                ok       provider  a test provides the Secret Service
                ok       accounts  names of the same server are of the same account

                all is well

                """
        )
        for text in ["", "nonsense", "clock,nonsense", "clock, user"] {
            #expect(run(text) == 1)
            #expect(console.error.hasPrefix("--only is not some of clock,user,"))
        }
    }
}
