/// Whether libcurl is there, which the verbs that ask on the network load, and no other.
enum OnlineCheck: DoctorCheck {
    static var name: String { "online" }

    private static let libraries = ["libcurl.so.4", "libcurl-gnutls.so.4"]
    /// The libraries that the dynamic linker knows (ldconfig(8)), and where systems without that file have theirs.
    /// Since glibc 2.33 a name that is the end of a path stands there as that alone.
    private static let list = "/etc/ld.so.cache"
    private static let directories = ["/usr/lib", "/usr/lib64", "/lib"]

    static func findings(in examination: Examination) -> [Finding] {
        let machine = examination.machine
        let known = machine.systemText(list)?.utf8.split(separator: 0) ?? []
        let isThere = libraries.contains { library in
            known.contains { $0.split(separator: UInt8(ascii: "/")).last?.elementsEqual(library.utf8) == true }
                || directories.contains { machine.hasSystemFile("\($0)/\(library)") }
        }
        if isThere { return [.ok("libcurl is there, by which check, create, tokens, rotate and revoke ask")] }
        let error = OnlineError.noLibrary
        return [.note("\(error.message): check, create, tokens, rotate and revoke need it", hint: error.hint)]
    }
}
