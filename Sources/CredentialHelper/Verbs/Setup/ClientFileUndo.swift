/// The way back for one client's file.
struct ClientFileUndo {
    private let writer: ClientFileWriter
    private let configuration: DockerConfiguration?
    /// The first state; `nil` where there was no file.
    private let first: DockerConfiguration?
    /// The name of the helper that is to be taken out.
    private let name: String

    init(_ file: ClientFile, helper name: String, seconds: Int) throws {
        self.name = name
        writer = ClientFileWriter(file, seconds: seconds)
        configuration = try file.read()
        first = try ClientFile(client: file.client, path: writer.backupPath).read()
        if writer.hasBackup { try writer.requireWritable() }
    }

    var section: SetupSection {
        var section = SetupSection(heading: writer.file.heading)
        let change = change(of: configuration)
        if writer.hasBackup {
            section.actions = change.intentions
            if !hasOtherProfiles(configuration) { section.actions.append("remove \(writer.backupPath)") }
        } else if !change.isEmpty {
            section.findings = ["names docker-credential-\(name), which setup has not put in: that stays"]
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

    /// Whether other profiles have been put in, too, whose way back needs the first state.
    private func hasOtherProfiles(_ configuration: DockerConfiguration?) -> Bool {
        let before = Set(first?.helpers ?? [])
        return configuration?.helpers.contains { helper in
            helper != name && Profile(helperName: helper) != nil && !before.contains(helper)
        } == true
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
        if hasOtherProfiles(try writer.file.read()) { return }
        // A file that was made by setup alone, and in which nobody has written since.
        if first == nil {
            try writer.remove { $0?.document.root.members.isEmpty != false }
        }
        writer.removeBackup()
    }
}
