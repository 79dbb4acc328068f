import Foundation
import TestSupport
import Testing

@Suite("The encrypted file, when it cannot grow", .serialized)
struct FullDiskTests {
    private let machine: HeadlessMachine

    init() throws {
        machine = try HeadlessMachine()
    }

    @Test("On a full disk a store fails, and nothing is lost")
    func diskFull() throws {
        let script = """
            mkdir -p "$HOME/.local/share" && mount -t tmpfs -o size=64k none "$HOME/.local/share" || exit 9
            store() { printf '{"ServerURL":"%s","Username":"u","Secret":"%s"}' "$1" "$2" | "$helper" store; }
            helper=$0
            store ghcr.io small || exit 8
            big=$(head -c 100000 /dev/zero | tr '\\0' x)
            store big.example "$big" && exit 7
            "$helper" get ghcr.io || exit 6
            "$helper" list || exit 5
            store ghcr.io again && "$helper" get ghcr.io && ls "$HOME/.local/share/docker-credential-pat"
            """
        let ran = try Command.run(
            ["unshare", "--mount", "--", "sh", "-c", script, HelperBinary.path],
            environment: machine.environment
        )
        #expect(ran.status == 0, "\(ran.outputText)\(ran.errorText)")
        #expect(ran.errorText.contains("No space left on device"))
        let lines = ran.outputText.split(separator: "\n").dropFirst()
        #expect(
            Array(lines) == [
                #"{"ServerURL":"ghcr.io","Username":"u","Secret":"small"}"#, #"{"ghcr.io":"u"}"#,
                #"{"ServerURL":"ghcr.io","Username":"u","Secret":"again"}"#, "credentials.keyring", "lock",
            ]
        )
    }

    @Test("At a limit on the size of files a store fails, which is no crash, and nothing is lost")
    func sizeLimit() throws {
        #expect(try machine.store("ghcr.io", secret: "small").status == 0)
        let before = try machine.contents
        let big = String(repeating: "x", count: 100_000)
        let ran = try Command.run(
            ["prlimit", "--fsize=65536", HelperBinary.path, "store"],
            input: Data(DockerCredential(server: "big.example", username: "u", secret: big).json.utf8),
            environment: machine.environment
        )
        #expect(ran.status == 1)
        #expect(ran.outputText.contains("File too large"), "\(ran.outputText)")
        #expect(try machine.contents == before)
    }
}
