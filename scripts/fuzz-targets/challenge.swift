import CredentialHelper

@testable import Issuers

/// What a registry writes into `WWW-Authenticate`: whatever it is, a token goes to a host by https, or to this machine.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let header = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    if let challenges = AuthenticationChallenge.challenges(in: header) {
        for challenge in challenges {
            precondition(!challenge.scheme.isEmpty && challenge.scheme == challenge.scheme.lowercased())
            for (name, value) in challenge.parameters {
                precondition(!name.isEmpty && name == name.lowercased())
                precondition(value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
            }
        }
    }
    for address in ["https://registry.example/v2/", "http://localhost:5000/v2/"] {
        guard let registry = try? WebAddress(address) else { preconditionFailure() }
        let headers = [HTTPHeader(name: "www-authenticate", value: header)]
        let response = HTTPResponse(host: "h", status: 401, headers: headers, body: Secret(), words: nil)
        do throws(OnlineError) {
            guard case .bearer(let realm, let service) = try RegistryChallenge(response, of: registry) else { continue }
            precondition(realm.isHTTPS || realm.isOnThisMachine && registry.isOnThisMachine)
            precondition(realm.text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            guard let asked = try? realm.adding(query: ["service": service ?? "", "account": header]) else {
                preconditionFailure("a query makes another address of it")
            }
            precondition(asked.authority == realm.authority && asked.path == (realm.path.isEmpty ? "/" : realm.path))
        } catch {
            precondition(!error.isRefusal)
        }
    }
    return 0
}
