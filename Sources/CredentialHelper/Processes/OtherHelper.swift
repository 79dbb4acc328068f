import PersonalAccessToken

/// Another credential helper, such as docker-credential-pass: what it keeps, by the protocol that all of them speak.
struct OtherHelper {
    /// What follows `docker-credential-` in its name.
    let name: String
    private let path: String
    private let seconds: Int

    var program: String { "docker-credential-\(name)" }

    /// - Parameter seconds: how long each of its answers may take; it may ask somebody for a password.
    init(_ name: String, in environment: [String: String], seconds: Int) throws {
        guard !name.isEmpty, !name.contains("/") else {
            throw HelperError.option(name: "--from", expected: "a helper's name")
        }
        self.name = name
        self.seconds = seconds
        guard let path = SearchPath(environment).program(named: "docker-credential-\(name)") else {
            throw SetupError.otherHelper(name: name, problem: "it is not on PATH")
        }
        self.path = path
    }

    /// The servers for which it keeps something, sorted.
    func servers() throws(SetupError) -> [String] {
        // docker sends this word.
        let answer = try ask("list", input: "unused")
        guard let document = try? JSONDocument(answer) else { throw unreadable("list") }
        return document.root.members.map(\.key).sorted()
    }

    func credential(for server: String) throws -> Credential {
        let answer = try ask("get", input: server)
        guard let document = try? JSONDocument(answer),
            let username = document.string(document.root.members(anyCase: "Username").first?.value),
            let secret = document.secret(document.root.members(anyCase: "Secret").first?.value)
        else { throw unreadable("get") }
        return try Credential(validating: server, username: username, secret: secret)
    }

    func erase(_ server: String) throws(SetupError) {
        _ = try ask("erase", input: server)
    }

    private func ask(_ verb: String, input: String) throws(SetupError) -> Secret {
        do throws(ChildProgram.Failure) {
            return try ChildProgram(path: path, arguments: [verb]).run(input: input, seconds: seconds)
        } catch {
            // Its own words are on standard error. What it has written on standard output might be a secret.
            switch error {
            case .system(let error): throw .otherHelper(name: name, problem: "\(verb): \(error.text)")
            case .silent(let seconds):
                throw .otherHelper(name: name, problem: "its \(verb) did not end within \(seconds) s")
            case .tooMuchOutput: throw unreadable(verb)
            case .failed: throw .otherHelper(name: name, problem: "its \(verb) failed")
            }
        }
    }

    private func unreadable(_ verb: String) -> SetupError {
        .otherHelper(name: name, problem: "its \(verb) answered in another form than the protocol's")
    }
}
