/// Why a client's configuration file cannot be read, or changed.
package enum ClientFileError: Error, Equatable {
    case json(JSONDocumentError)
    /// What stands under this key is of a type that its clients do not read there.
    case wrongType(key: String)
    /// docker takes these two keys for one, and which of them counts depends on their order.
    case ambiguous(key: String)
    case system(SystemError)
    /// A directory, a FIFO or a device.
    case notRegular
    case tooLarge
    case foreignOwner
    /// Others have gone on writing to it.
    case restless
    /// Another helper is changing it, and has been for this long.
    case busy(seconds: Int)

    package var message: String {
        switch self {
        case .json(let error): error.message
        case .wrongType(let key): "what it has under \"\(key)\" is of the wrong type"
        case .ambiguous(let key): "it has \"\(key)\" twice, in different capitals"
        case .system(let error): error.text
        case .notRegular: "it is not a plain file"
        case .tooLarge: "it is larger than 4 MiB"
        case .foreignOwner: "it belongs to somebody else"
        case .restless: "another program keeps changing it"
        case .busy(let seconds): "another docker-credential-pat has been changing it for \(seconds) s"
        }
    }
}
