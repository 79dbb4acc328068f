# Sourced by check: what a column tries, one function each. Whether a client was right is for the registry, the keyring
# and what it wrote to say, not for its exit status alone.

client_configure() { write .docker/config.json "{\"credsStore\": \"$1\"}"; }

# answers HELPER: what the keyring has is used, and only that.
answers() {
    keep "$1"
    client_pull "$image"
    was_asked "$1" || die "docker-credential-$1 was not asked"
    "docker-credential-$1" erase "$registry"
    refused client_pull "$image"
}

usual_credsStore() {
    write .docker/config.json '{"credsStore": "pat"}'
    answers pat
}

usual_credHelpers() {
    write .docker/config.json "{\"credHelpers\": {\"$registry\": \"pat\"}}"
    answers pat
}

usual_login() {
    client_configure pat
    client_login
    is_kept pat
}

usual_push() {
    client_configure pat
    refused client_push "$pushed"
    refused is_published "$pushed"
    keep pat
    client_push "$pushed"
    is_published "$pushed"
}

usual_pull() {
    client_configure pat
    refused client_pull "$image"
    keep pat
    client_pull "$image"
}

usual_logout() {
    client_configure pat
    client_login
    is_kept pat
    client_logout
    is_empty pat
    refused client_pull "$image"
}

usual_anonymous() {
    client_configure pat
    is_empty pat
    : >"$asked"
    client_pull "$public"
    was_asked pat || die "the helper was not asked"
}

usual_locked() {
    client_configure pat
    keep pat
    lock_keyring
    says "the keyring is locked, and nothing can ask for its password" client_pull "$image"
}

usual_timeout() {
    client_configure pat
    keep pat
    kill -STOP "$keyring_pid"
    export DOCKER_CREDENTIAL_PAT_TIMEOUT=2
    says "the keyring did not answer within 2 s" client_pull "$image"
}

usual_warning() {
    local warning='warning: the token for .* expires in 5 days' output
    client_configure pat
    DOCKER_CREDENTIAL_PAT_EXPIRES=5d keep pat
    said=$(mktemp)
    export said DOCKER_CREDENTIAL_PAT_WARN=always
    output=$(client_pull "$image" 2>&1)
    printf '%s\n' "$output"
    grep -q "$warning" "$said" || die "no warning was written"
    if grep -q "$warning" <<<"$output"; then remark "shows it"; else remark "hides it"; fi
}

usual_profile() {
    client_configure pat-work
    keep pat-work
    client_pull "$image"
    was_asked pat-work || die "docker-credential-pat-work was not asked"
    is_empty pat
    "docker-credential-pat-work" erase "$registry"
    keep pat
    refused client_pull "$image"
}

lock_keyring() {
    dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
        org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login
}
