import CredentialHelper

/// The providers that are known. Which one it is, is told by who owns `org.freedesktop.secrets`: that another of their
/// names is on the bus says nothing, since GNOME Keyring, for one, often runs for ssh keys alone.
enum KnownProvider: String {
    /// The name that it has on the bus beside `org.freedesktop.secrets`.
    case gnomeKeyring = "org.gnome.keyring"
    case keePassXC = "org.keepassxc.KeePassXC.MainWindow"
    case kWallet5 = "org.kde.kwalletd5"
    case kWallet6 = "org.kde.kwalletd6"
    /// Its successor, which has a process of its own beside that of KWallet's API.
    case secretServiceOfKDE = "org.kde.secretservicecompat"

    static let all: [KnownProvider] = [.gnomeKeyring, .keePassXC, .kWallet5, .kWallet6, .secretServiceOfKDE]

    /// As people call it.
    var title: String {
        switch self {
        case .gnomeKeyring: "GNOME Keyring"
        case .keePassXC: "KeePassXC"
        case .kWallet5, .kWallet6, .secretServiceOfKDE: "KWallet"
        }
    }

    /// Of what is listed in `ProviderQuirks.swift`, that which a person can notice.
    /// - Parameter processors: how many the machine has.
    func differences(onProcessors processors: Int) -> [ProviderDifference] {
        switch self {
        case .gnomeKeyring:
            [
                ProviderDifference("until it has been unlocked once, it hides which servers it has credentials for"),
                ProviderDifference("its collection \"session\" is in memory, and nothing is kept there"),
            ]
        case .kWallet5, .kWallet6, .secretServiceOfKDE:
            [
                ProviderDifference(
                    "a new secret is on the disk 5 s after a login: it is lost if the wallet's process is killed before"
                )
            ]
        case .keePassXC:
            Self.differencesOfKeePassXC + (processors > 2 ? [] : [Self.dialogOfKeePassXC])
        }
    }

    private static var differencesOfKeePassXC: [ProviderDifference] {
        [
            ProviderDifference(
                "it may ask before each access of a program, so no secret was read here",
                hint: "in KeePassXC, Settings, Secret Service Integration: confirm when passwords are retrieved"
            ),
            ProviderDifference("locked, it shows an empty keyring, and asks to unlock it at every search"),
            ProviderDifference("it refuses what has a reference such as {REF:P@I:…} in it"),
            ProviderDifference(
                "it may crash when it is changed while it saves: each change here waits for that, but others do not"
            ),
            ProviderDifference(
                "docker-credential-secretservice cannot store over what is there: it waits for access to be granted",
                withProgram: "docker-credential-secretservice"
            ),
        ]
    }

    private static var dialogOfKeePassXC: ProviderDifference {
        ProviderDifference(
            "on one or two processors, as here, its version 2.7.10 never ends unlocking in a dialog that a program opens",
            hint: "unlock the database in KeePassXC's own window"
        )
    }
}
