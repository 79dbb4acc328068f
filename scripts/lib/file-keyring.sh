# Sourced by scripts/install: a keyring in an encrypted file, for a machine without a Secret Service.

# Whether somebody has chosen a keyring: then it is not for an installation to choose another.
has_chosen_keyring() {
    [ -n "${DOCKER_CREDENTIAL_PAT_KEYRING:-}" ] ||
        grep -qs '"keyring"' "${XDG_CONFIG_HOME:-$HOME/.config}/docker-credential-pat/config.json"
}

# make_file_keyring HELPER: makes the keyring, with a password that is asked for or, without a terminal, a random key.
make_file_keyring() {
    local key=${XDG_CONFIG_HOME:-$HOME/.config}/docker-credential-pat/password
    if [ -n "${DOCKER_CREDENTIAL_PAT_PASSWORD_FILE:-}" ]; then
        "$1" setup --keyring file >/dev/null || die "no keyring was made"
        say "made a keyring in an encrypted file; its password is in $DOCKER_CREDENTIAL_PAT_PASSWORD_FILE"
    # `lock` fails where the kernel keeps no keys, as in many containers: a password could be typed, and not kept.
    elif [ -t 0 ] && "$1" lock >/dev/null 2>&1; then
        say "this machine has no Secret Service: the keyring will be an encrypted file, with a password of its own"
        "$1" setup --keyring file >/dev/null || die "no keyring was made: run this again"
        say "made it; after a reboot open it by: docker-credential-pat unlock"
    else
        if ! [ -s "$key" ]; then
            # shellcheck disable=SC2174 # the directories above it are not secret
            mkdir -p -m 700 "${key%/*}"
            (umask 077; head -c 32 /dev/urandom | base64 >"$key") || die "cannot write $key"
        fi
        "$1" setup --keyring file --password-file "$key" >/dev/null || die "no keyring was made"
        say "this machine has no Secret Service: made a keyring in an encrypted file"
        say "  its password is a random key in $key, which only you can read"
        say "  that protects a keyring file that gets out alone: copied, committed, or in a backup without the key"
        say "  it does not protect from another process of yours, nor from a backup of both: they have the key, too"
        say "  stronger: a password that you type after each boot (docker-credential-pat unlock --change),"
        say "  or for a service a credential that systemd decrypts (LoadCredentialEncrypted=): README, On a server"
    fi
    say "  to use a desktop's keyring instead: docker-credential-pat setup --keyring service"
}
