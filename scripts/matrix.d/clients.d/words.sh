# Sourced by check: the words of the checks.

# write FILE TEXT: below the home.
write() {
    mkdir -p "$(dirname "$HOME/$1")"
    printf '%s\n' "$2" >"$HOME/$1"
}

# refused COMMAND...: it fails. Within COMMAND, "set -e" does not count.
refused() { if "$@"; then die "this should have failed: $*"; fi; }

# says TEXT COMMAND...: it fails, and says so.
says() {
    local text=$1 output
    shift
    if output=$("$@" 2>&1); then printf '%s\n' "$output"; die "this should have failed: $*"; fi
    printf '%s\n' "$output"
    grep -qF "$text" <<<"$output" || die "it does not say: $text"
}

# keep HELPER: the registry's credential, in the keyring.
keep() {
    printf '{"ServerURL":"%s","Username":"ann","Secret":"%s"}' "$registry" "$token" | "docker-credential-$1" store
}

# is_kept HELPER: whether it is there, and in no file of the client's.
is_kept() {
    "docker-credential-$1" get "$registry" | grep -F "\"$token\"" >/dev/null || die "no login is in the keyring"
    # All that is the user's is there: the home, and what lasts as long as the session.
    if grep -rlF -D skip -e "$token" -e "$(printf 'ann:%s' "$token" | base64 -w0)" "$place"; then
        die "the token is in a file"
    fi
}

# is_empty HELPER: whether nothing is kept.
is_empty() { [ "$("docker-credential-$1" list)" = '{}' ]; }

# was_asked HELPER: whether the client has started it for a credential.
was_asked() { grep -qxE "docker-credential-$1 (get|list)" "$asked"; }

# is_published IMAGE [DIRECTORY]: whether the registry has it.
is_published() {
    local name=${1#"$registry/"}
    test -d "${2:-$cell/registry}/data/docker/registry/v2/repositories/${name%:*}/_manifests/tags/${name##*:}"
}

# keeps_no_login WHO: whatever the client says to a login, the keyring has nothing then.
keeps_no_login() {
    client_configure pat
    client_login || true
    is_empty pat || die "it has kept a login"
    cannot "$@"
}

# erases_no_login WHO: whatever the client says to a logout, the keyring has what it had.
erases_no_login() {
    client_configure pat
    keep pat
    client_logout || true
    is_kept pat
    cannot "$@"
}
