import Foundation
import TestSupport

/// A certificate authority, and what it has certified, made once for all tests: for the web servers, one that has
/// expired, and the key of a token server.
final class CertificateAuthority: Sendable {
    static let shared = Result { try CertificateAuthority() }
    private let directory: TemporaryDirectory

    private init() throws {
        directory = try TemporaryDirectory()
        let names = (PrivateNetwork.names + ["basic.example", "token.example"]).map { "DNS:\($0)" }
        let script = """
            cd "$1"
            key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$1.key"; }
            printf '%s\\n' '[ca]' default_ca=own '[own]' certificate=ca.crt private_key=ca.key database=index \\
                new_certs_dir=. rand_serial=yes default_md=sha256 policy=any '[any]' commonName=supplied >ca.conf
            : >index
            certify() {
                key "$1"
                openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
                printf 'subjectAltName=%s\\n' "$2" >"$1.ext"
                openssl ca -batch -notext -config ca.conf -in "$1.csr" -startdate "$3" -enddate "$4" \\
                    -extfile "$1.ext" -out "$1.crt"
            }
            day() { date -u -d "$1 days" +%Y%m%d%H%M%SZ; }
            key ca
            openssl req -x509 -new -key ca.key -subj /CN=test -days 2 -out ca.crt
            certify server "$2" "$(day -1)" "$(day 2)"
            certify expired DNS:expired.example "$(day -2)" "$(day -1)"
            openssl req -x509 -newkey rsa:2048 -nodes -keyout token.key -subj /CN=token -days 2 -out token.crt
            """
        let made = try Command.run(
            ["sh", "-ec", script, "sh", directory.path, names.joined(separator: ",")],
            environment: [:]
        )
        guard made.status == 0 else { throw Failed(output: made.errorText) }
    }

    func copy(to other: TemporaryDirectory) throws {
        for name in ["ca", "server", "expired", "token"] {
            for file in ["\(name).crt", "\(name).key"] {
                try FileManager.default.copyItem(atPath: directory / file, toPath: other / file)
            }
        }
    }

    struct Failed: Error {
        let output: String
    }
}
