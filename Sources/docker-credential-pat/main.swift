import CredentialHelper
import Glibc
import Keyring

let console = StandardConsole()
let helper = Helper(console: console, version: version) { () throws(HelperError) in
    let environment = environmentVariables()
    let limits = try Settings(environment).timeLimits
    do throws(StoreError) {
        return try SecretServiceStore(environment: environment, limits: limits)
    } catch {
        throw .store(error)
    }
}

// The process ends here, with what it may still be waiting for: a prompt must not be cancelled.
exit(helper.run(arguments()))
