import Testing

@testable import CredentialHelper

@Suite("Options and operands")
struct ArgumentsTests {
    @Test("An option's value follows it, or its =", arguments: [["--timeout", "8h"], ["--timeout=8h"]])
    func value(_ words: [String]) throws {
        var arguments = Arguments(words[...])
        #expect(arguments.nextOption() == "--timeout")
        #expect(try arguments.value() == "8h")
        #expect(arguments.isEmpty)
    }

    @Test("A value may be empty, begin with a dash or have a = in it", arguments: ["", "--json", "a=b"])
    func anyValue(_ value: String) throws {
        for words in [["--within", value], ["--within=" + value]] {
            var arguments = Arguments(words[...])
            #expect(arguments.nextOption() == "--within")
            #expect(try arguments.value() == value)
            #expect(arguments.isEmpty)
        }
    }

    @Test("A value that nobody takes is left, and an option without one is an error of usage")
    func misused() throws {
        var given = Arguments(["--change=yes", "x"])
        #expect(given.nextOption() == "--change")
        #expect(given.nextOption() == nil && given.operand() == nil && !given.isEmpty)
        var lacking = Arguments(["--timeout"])
        #expect(lacking.nextOption() == "--timeout")
        #expect(throws: UsageError(.noValue(option: "--timeout"))) { try lacking.value() }
    }

    @Test("Options are no operands, nor the other way round")
    func operands() {
        var arguments = Arguments(["ghcr.io", "", "-x"])
        #expect(arguments.nextOption() == nil)
        #expect(arguments.operand() == "ghcr.io")
        #expect(arguments.operand() == "")
        #expect(arguments.operand() == nil)
        #expect(arguments.nextOption() == "-x")
        #expect(arguments.isEmpty)
    }

    @Test("After -- there are operands alone, and the word itself is none")
    func endOfOptions() throws {
        var arguments = Arguments(["-x", "--", "--json", "--", "-"])
        #expect(arguments.nextOption() == "-x" && arguments.nextOption() == nil)
        for word in ["--json", "--", "-"] {
            #expect(arguments.nextOption() == nil)
            #expect(arguments.operand() == word)
        }
        #expect(arguments.operand() == nil && arguments.isEmpty)
        var value = Arguments(["--within", "--", "--"])
        #expect(value.nextOption() == "--within")
        #expect(try value.value() == "--")
        #expect(value.operand() == nil && value.isEmpty)
    }

    @Test(
        "Every verb takes --, where a server may begin with a dash",
        arguments: [
            ["status", "--json", "--"], ["lock", "--"], ["help", "--", "get"], ["get", "--", "-x"],
            ["erase", "--profile", "work", "--", "-x"], ["expires", "--", "-x", "90d"], ["revoke", "--", "-x"],
            ["check", "a", "--", "-x", "--json"], ["create", "--", "-x"],
        ]
    )
    func verbsWithEnd(_ words: [String]) throws {
        _ = try AllVerbs.asked(by: words)
    }

    @Test("What is wrong after -- is no option")
    func tooMany() {
        #expect { try AllVerbs.asked(by: ["get", "--", "-a", "-b"]) } throws: { error in
            (error as? UsageError)?.problem == .tooManyArguments
        }
    }

    @Test(
        "A verb with an option that it does not have, or an operand too many, is an error of usage",
        arguments: [
            ["unlock", "--change=yes"], ["unlock", "--timeout"], ["setup", "file"], ["setup", "--keyring"],
            ["lock", "--change"], ["status", "--json=1"], ["status", "-"], ["expires", "--json"],
        ]
    )
    func verbs(_ words: [String]) {
        #expect(throws: UsageError.self) { try AllVerbs.asked(by: words) }
    }
}
