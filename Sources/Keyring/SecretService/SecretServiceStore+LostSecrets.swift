import CredentialHelper

// A keyring may have lost an item's secret (see `ProviderQuirks`), which is then empty. An older item of the same
// server that has one still answers. Where there is none, the newest item stands for what is there and cannot answer:
// `list` names it, since it reads no secret.
extension SecretServiceStore {
    /// The first of `items` that has a secret, else the first of them.
    func firstWithSecret(
        of items: [SecretServiceItem],
        over session: EncryptedSession
    ) throws(AttemptError) -> Kept? {
        var first: Kept?
        for item in items {
            let secret = try service.secret(of: item, over: session)
            let kept = Kept(item: item, credential: item.attributes.credential(with: secret))
            if !secret.isEmpty { return kept }
            first = first ?? kept
        }
        return first
    }

    /// The credentials of `newest`, the newest item of each server, or of those among `all` that answer in their place.
    func credentials(
        of newest: [SecretServiceItem],
        among all: [SecretServiceItem],
        over session: EncryptedSession
    ) throws(AttemptError) -> [Credential] {
        var credentials: [Credential] = []
        for (item, secret) in zip(newest, try service.secrets(of: newest, over: session)) {
            let credential = item.attributes.credential(with: secret)
            guard secret.isEmpty else {
                credentials.append(credential)
                continue
            }
            let same = all.filter { other in
                !other.isLocked && other.attributes.isCredential(in: profile)
                    && other.attributes.isOf(server: credential.server)
            }
            let answering = try firstWithSecret(of: service.newestFirst(same), over: session)
            credentials.append(answering?.credential ?? credential)
        }
        return credentials
    }
}
