extension Helper {
    /// The server from the command line, else from standard input.
    func serverName(_ argument: String?) throws -> ServerName {
        let text: String
        if let argument {
            text = argument
        } else {
            if console.inputIsTerminal {
                console.writeError("reading the server's address, such as ghcr.io; end with Ctrl-D\n")
            }
            let input = try readInput()
            text = try input.expose { bytes throws(HelperError) in
                guard bytes.span.isUTF8 else { throw .inputNotUTF8 }
                return String(decoding: bytes, as: UTF8.self)
            }
            // Of clients that is no name, though a person may name one of white space alone to get rid of it.
            guard !text.isBlank else { throw HelperError.noServer }
        }
        return try ServerName(text)
    }
}
