import CredentialHelper
import Glibc
import Keyring
import PersonalAccessToken

ProcessHardening.apply()
LogRouting.keepOffStandardOutput()
takeStandardStreams()
// A limit on the size of files is no reason to die: what cannot be written is an error like any other.
signal(SIGXFSZ, SIG_IGN)
let environment = environmentVariables()
let helper = Helper(
    console: StandardConsole(),
    version: version,
    environment: environment,
    now: { UnixTime(seconds: Int64(time(nil))) },
    keyrings: SystemKeyrings(environment: environment, isClientGone: StandardConsole.isClientGone)
)

let status = helper.run(arguments())

// The process ends here, with what it may still be waiting for: a prompt must not be cancelled. It ends at once, since
// what the libraries do at their end takes a twentieth of a call's time; but it is then that leaks are looked for.
#if SANITIZED
    exit(status)
#else
    _exit(status)
#endif
