import CLibsecret
import CredentialHelper

/// Why an attempt at the keyring did not come to its end. What happens then is in `SecretServiceStore.perform`.
enum AttemptError: Error {
    /// A person must answer a prompt of the provider's first, with no lock held meanwhile.
    case needsAnswer(Prompt)
    /// What was known of the keyring is out of date, since a person has unlocked it or another program has changed it,
    /// or the keys agreed on do not fit. The error counts when that happens too often.
    case outdated(KeyringError)
    /// A call failed.
    case call(GLibError)
    case keyring(KeyringError)

    static let staleItem = AttemptError.outdated(.refused("it shows an item that it does not have"))

    var keyringError: KeyringError {
        switch self {
        case .needsAnswer: .refused("it is locked even after its prompt was answered")
        case .outdated(let error), .keyring(let error): error
        case .call(let error): KeyringError(error)
        }
    }
}

extension KeyringError {
    /// What an error of the bus, or one that came over it, means for the keyring.
    init(_ error: GLibError) {
        switch error.kind {
        case .bus(G_DBUS_ERROR_SERVICE_UNKNOWN), .bus(G_DBUS_ERROR_NAME_HAS_NO_OWNER):
            self = .unreachable(.noProvider)
        case .bus(G_DBUS_ERROR_NO_REPLY): self = .unreachable(.providerLeft)
        case .bus(G_DBUS_ERROR_DISCONNECTED), .io(G_IO_ERROR_CLOSED): self = .unreachable(.deadBus)
        case .bus(let code) where code.isFailedStart: self = .unreachable(.notStarted)
        case .bus(G_DBUS_ERROR_ACCESS_DENIED): self = .unreachable(.denied)
        case .timedOut(let seconds): self = .unreachable(.silent(seconds: seconds))
        case .clientGone: self = .clientGone
        case .bus, .io, .other: self = .refused(error.message)
        }
    }
}

extension GLibError {
    var isLocked: Bool { remoteName == "org.freedesktop.Secret.Error.IsLocked" }

    /// Whether the object that was asked has gone, as an item has that another process removes meanwhile.
    var isMissingObject: Bool {
        switch remoteName {
        case "org.freedesktop.Secret.Error.NoSuchObject", "org.freedesktop.DBus.Error.UnknownObject",
            "org.freedesktop.DBus.Error.UnknownInterface":
            true
        default: isUnknownMethod
        }
    }

    /// The same of an item: of one that is about to go GDBus says that the arguments name no interface of it.
    var isMissingItem: Bool { isMissingObject || hasInvalidArguments }

    var isUnknownMethod: Bool { remoteName == "org.freedesktop.DBus.Error.UnknownMethod" }

    /// The second is what KWallet says of a secret that it cannot decrypt (`ProviderQuirks`).
    var hasInvalidArguments: Bool {
        remoteName == "org.freedesktop.DBus.Error.InvalidArgs"
            || remoteName == "org.qtproject.QtDBus.Error.InvalidObjectPath"
    }
}

extension GDBusError {
    /// Whether the bus tried to start a provider in vain.
    fileprivate var isFailedStart: Bool {
        (G_DBUS_ERROR_SPAWN_EXEC_FAILED.rawValue...G_DBUS_ERROR_SPAWN_NO_MEMORY.rawValue).contains(rawValue)
    }
}
