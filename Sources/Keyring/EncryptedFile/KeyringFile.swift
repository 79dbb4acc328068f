package import CredentialHelper
import Glibc

/// The encrypted file: where it is, what its password is, and how it is changed as a whole.
package final class KeyringFile {
    let place: KeyringPlace
    private let passwordFile: String?
    private let credentialsDirectory: String?
    private let limits: TimeLimits
    private var opened: OpenFile?

    package init(environment: [String: String], settings: Settings) throws(FileFault) {
        place = try KeyringPlace(environment)
        passwordFile = settings.passwordFile
        credentialsDirectory = environment["CREDENTIALS_DIRECTORY"].flatMap { $0.first == "/" ? $0 : nil }
        limits = settings.timeLimits
    }

    private var deadline: Deadline { Deadline(seconds: limits.call) }
    private var kernel: KernelKey { KernelKey(description: "docker-credential-pat:\(place.realPath)") }

    private var refusal: KernelRefusal? {
        do throws(KernelRefusal) {
            try kernel.requireKernel()
            return nil
        } catch {
            return error
        }
    }

    // MARK: - Reading

    /// Opens the file as it is now; nothing when there is none. What was opened before and has not changed is not
    /// opened again, since making the key takes most of a verb's time.
    private func open() throws(FileFault) -> OpenFile? {
        if let opened, place.identity() == opened.identity { return opened }
        guard let contents = try place.contents() else { return nil }
        guard let password = try password() else { throw .locked(refusal) }
        opened = try OpenFile(place.path, at: place.path, contents, password, until: deadline)
        return opened
    }

    /// Lends the file to `body`; nothing when there is none. Once more if the password proves wrong while another
    /// helper changes it: file and password were read one after the other.
    func read<Answer>(_ body: (OpenFile?) throws(FileFault) -> Answer) throws(FileFault) -> Answer {
        do throws(FileFault) {
            return try body(open())
        } catch .wrongPassword {
            place.waitForOthers(until: deadline)
            opened = nil
            return try body(open())
        }
    }

    // MARK: - Changing

    /// Makes a change as a whole or not at all: on a copy, which then takes the file's place. A damaged file, or one
    /// that the password does not open, stays as it is. Without a file, makes one.
    /// - Parameter body: is given what the file keeps, and tells whether it changed anything.
    func rewrite(
        _ given: (Secret, PasswordSource)? = nil,
        _ body: (FileBackend, [FileItem]) throws(CallError) -> Bool
    ) throws(FileFault) {
        let deadline = deadline
        let turn = try place.takeTurn(until: deadline)
        defer { turn.end() }
        let before = try place.contents()
        guard let password = if let given { given } else { try self.password() } else {
            throw before == nil ? .absent(refusal) : .locked(refusal)
        }
        defer { place.clear() }
        try place.begin(with: before?.bytes)
        let backend: FileBackend
        var items: [FileItem] = []
        if let before {
            let file = try OpenFile(place.draft, at: place.path, before, password, until: deadline)
            items = try file.allItems()
            backend = file.backend
        } else {
            backend = try FileBackend(path: place.draft, password: password.0, until: deadline)
            try OpenFile.mark(backend, at: place.draft)
        }
        do throws(CallError) {
            guard try body(backend, items) || before == nil else { return }
        } catch {
            throw FileBackend.fault(error, place.path)
        }
        try commit()
    }

    private func commit() throws(FileFault) {
        guard FileFormat(try KeyringPlace.bytes(of: place.draft)) != nil else {
            throw .failed(path: place.path, "libsecret wrote a file of another form")
        }
        try place.commit()
        opened = nil
    }
}

// MARK: - The password

extension KeyringFile: EncryptedKeyring {
    package var path: String { place.path }

    package var exists: Bool {
        get throws(FileFault) { try place.contents() != nil }
    }

    package func password() throws(FileFault) -> (Secret, PasswordSource)? {
        // Where the kernel keeps no keys, it has none to give.
        if let password = try? kernel.read() { return (password, .kernel) }
        if let passwordFile { return (try password(inFile: passwordFile), .file(path: passwordFile)) }
        if let credentialsDirectory {
            let path = "\(credentialsDirectory)/docker-credential-pat"
            if access(path, F_OK) == 0 { return (try password(inFile: path), .file(path: path)) }
        }
        return nil
    }

    package func password(inFile path: String) throws(FileFault) -> Secret {
        try PasswordFile.read(path, until: deadline)
    }

    package func check(_ password: Secret, from source: PasswordSource) throws(FileFault) {
        guard let contents = try place.contents() else { throw .absent(nil) }
        _ = try OpenFile(place.path, at: place.path, contents, (password, source), until: deadline).allItems()
    }

    package func make(_ password: Secret, from source: PasswordSource) throws(FileFault) {
        try rewrite((password, source)) { _, _ in false }
    }

    package func change(
        from old: (Secret, PasswordSource),
        to new: Secret,
        for seconds: Int?
    ) throws(FileFault) -> Bool {
        let turn = try place.takeTurn(until: deadline)
        defer { turn.end() }
        guard let before = try place.contents() else { throw .absent(nil) }
        // Each item means writing the whole draft once.
        let deadline = Deadline(seconds: 3600)
        let items = try OpenFile(place.path, at: place.path, before, old, until: deadline).allItems()

        defer { place.clear() }
        try place.begin(with: nil)
        let backend = try FileBackend(path: place.draft, password: new, until: deadline)
        try OpenFile.mark(backend, at: place.draft)
        do throws(CallError) {
            for item in items { try backend.store(item.attributes, label: item.label, item.secret) }
        } catch {
            throw FileBackend.fault(error, place.path)
        }
        let draft = (try KeyringPlace.bytes(of: place.draft), before.identity)
        let kept = try OpenFile(place.draft, at: place.path, draft, (new, .typed), until: deadline).allItems()
        guard kept.map(\.attributes) == items.map(\.attributes) else {
            throw .failed(path: place.path, "the copy with the new password is not complete")
        }
        try commit()
        do throws(KernelRefusal) {
            try kernel.write(new, for: seconds)
            return true
        } catch {
            return false
        }
    }

    // MARK: - The kernel

    package func requireKernel() throws(FileFault) {
        if let refusal { throw .kernelRefused(refusal) }
    }

    package func remember(_ password: Secret, for seconds: Int?) throws(FileFault) {
        do throws(KernelRefusal) {
            try kernel.write(password, for: seconds)
        } catch {
            throw .kernelRefused(error)
        }
    }

    package func forget() throws(FileFault) {
        do throws(KernelRefusal) {
            try kernel.remove()
        } catch {
            throw .kernelRefused(error)
        }
    }
}
