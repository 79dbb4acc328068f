/// The way back for one client's file.
struct ClientFileUndo {
    private let writer: ClientFileWriter
    private let configuration: DockerConfiguration?
    /// The first state; `nil` where there was no file.
    private let first: DockerConfiguration?
    private let name = SetupContext.helperName

    init(_ file: ClientFile, seconds: Int) throws {
        writer = ClientFileWriter(file, seconds: seconds)
        configuration = try file.read()
        first = try ClientFile(client: file.client, path: writer.backupPath).read()
        if writer.hasBackup { try writer.requireWritable() }
    }

    var section: SetupSection {
        var section = SetupSection(heading: writer.file.heading)
        let change = change(of: configuration)
        if writer.hasBackup {
            section.actions = change.intentions + ["remove \(writer.backupPath)"]
        } else if !change.isEmpty {
            section.findings = ["names this helper, which setup has not put in: that stays"]
        }
        return section
    }

    /// What there is of `setup`'s, and was not there at first.
    private func change(of configuration: DockerConfiguration?) -> ClientFileChange {
        var change = ClientFileChange()
        if configuration?.credsStore == name, first?.credsStore != name {
            change.credsStore = first?.credsStore.map { .set($0) } ?? .remove
        }
        for helper in configuration?.credHelpers ?? [] where helper.helper == name {
            let before = first?.credHelpers.first { $0.registry.sameBytes(as: helper.registry) }?.helper
            if before != name {
                change.credHelpers.append((registry: helper.registry, edit: before.map { .set($0) } ?? .remove))
            }
        }
        change.dropsEmptyHelpers = first?.document.root.members(anyCase: "credHelpers").isEmpty != false
        return change
    }

    func carryOut(_ dialogue: SetupDialogue) throws {
        guard writer.hasBackup else { return }
        var change = ClientFileChange()
        let path = writer.file.path
        try writer.change { configuration in
            change = self.change(of: configuration)
            guard !change.isEmpty, configuration != nil else { return nil }
            do throws(ClientFileError) {
                return ClientFileWriter.Version(
                    contents: try change.applied(to: configuration).text,
                    backup: Secret()
                )
            } catch {
                throw SetupError.clientFile(path: path, error)
            }
        }
        for line in change.results(in: path) { try dialogue.say(line) }
        // A file that was made by setup alone, and in which nobody has written since.
        if first == nil {
            try writer.remove { $0?.document.root.members.isEmpty != false }
        }
        writer.removeBackup()
    }
}
