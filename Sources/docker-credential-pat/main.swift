import CredentialHelper
import Glibc
import Keyring
import PersonalAccessToken

ProcessMemory.close()
Messages.keepOffStandardOutput()
takeStandardStreams()
// A limit on the size of files is no reason to die: what cannot be written is an error like any other.
signal(SIGXFSZ, SIG_IGN)
let environment = environmentVariables()
// Kept until the end: to take the connection down in good order takes longer than to end the process, which does the same.
var openStore: (any CredentialStore)?
let helper = Helper(
    console: StandardConsole(),
    version: version,
    environment: environment,
    now: { UnixTime(seconds: Int64(time(nil))) },
    openStore: { settings throws(HelperError) in
        do throws(StoreError) {
            let store = try KeyringChoice.open(
                environment: environment,
                settings: settings,
                isAbandoned: StandardConsole.isAbandoned
            )
            openStore = store
            return store
        } catch {
            throw .store(error)
        }
    },
    openFile: { settings throws(HelperError) in
        do throws(FileFault) {
            return try KeyringFile(environment: environment, settings: settings)
        } catch {
            throw .store(.file(error))
        }
    },
    isServiceReachable: { settings throws(HelperError) in
        do throws(StoreError) {
            return try KeyringChoice.isServiceReachable(environment: environment, settings: settings)
        } catch {
            throw .store(error)
        }
    }
)

let status = helper.run(arguments())

// The process ends here, with what it may still be waiting for: a prompt must not be cancelled. It ends at once, since
// what the libraries do at their end takes a twentieth of a call's time; but it is then that leaks are looked for.
#if SANITIZED
    exit(status)
#else
    _exit(status)
#endif
