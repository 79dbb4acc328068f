import TestSupport
import Testing

@Suite("In a chroot without devices")
struct NoDevicesTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
        let stored = try machine.store("ghcr.io", secret: "s3cret")
        try #require(stored.status == 0, "\(stored.outputText)")
    }

    /// Runs a script in which `$0` is the helper, with nothing in /dev.
    private func run(_ script: String) throws -> Command {
        let script = "mount -t tmpfs none /dev || exit 9; " + script
        return try Command.run(
            ["unshare", "--mount", "--", "sh", "-c", script, HelperBinary.path],
            environment: machine.environment
        )
    }

    @Test("Credentials are read and kept")
    func works() throws {
        let request = #"{"ServerURL":"two.example","Username":"u","Secret":"s"}"#
        let ran = try run(#"printf '\#(request)' | "$0" store && printf two.example | "$0" get && "$0" get ghcr.io"#)
        #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
        #expect(ran.outputText.hasPrefix(#"{"ServerURL":"two.example","Username":"u","Secret":"s"}"#))
        #expect(ran.outputText.contains("s3cret"))
    }

    @Test(
        "A missing standard stream is no other file's: it ends at once",
        arguments: [">&-", "<&- >&-", "2>&-", "<&-", "<&- >&- 2>&-"]
    )
    func closed(_ streams: String) throws {
        let ran = try run(#"exec "$0" get ghcr.io \#(streams)"#)
        #expect(ran.status == 1)
        #expect(ran.outputText == "" && ran.errorText == "")
        // Its file was not opened as standard output, and so nothing was written into it.
        #expect(try machine.helper("get", "ghcr.io").outputText.contains("s3cret"))
    }
}
