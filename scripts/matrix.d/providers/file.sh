title="libsecret's encrypted file, libsecret"
suites=(bookworm trixie)
# All transcripts are played on it, those of the network, too.
packages+=('libcurl4t64|libcurl4')

version() { package_version libsecret-1-0; }

choose_keyring() {
    export DOCKER_CREDENTIAL_PAT_KEYRING=file DOCKER_CREDENTIAL_PAT_PASSWORD_FILE=$place/password
    start_provider
}

# There is no daemon: what opens the file is its password.
start_provider() {
    [ -e "$place/password" ] || (umask 077; head -c 32 /dev/urandom | base64 >"$place/password")
    export DOCKER_CREDENTIAL_PAT_PASSWORD_FILE=$place/password
}
stop_provider() { :; }
lock_provider() { unset DOCKER_CREDENTIAL_PAT_PASSWORD_FILE; }

try_contract() { run_bundle --no-parallel --filter 'FileStoreTests'; }
try_transcripts() { run_bundle --no-parallel --filter 'TranscriptTests/playsOnFile'; }

# Of the reference's calls, those that read go to the Secret Service alone.
try_interplay() {
    open_keyring
    export SECRET_BACKEND=file SECRET_FILE_TEST_PATH=$XDG_DATA_HOME/docker-credential-pat/credentials.keyring
    SECRET_FILE_TEST_PASSWORD=$(cat "$place/password")
    export SECRET_FILE_TEST_PASSWORD
    store ghcr.io u 'of ours'
    if [ "$(printf ghcr.io | reference get 2>&1)" = '{"ServerURL":"ghcr.io","Username":"u","Secret":"of ours"}' ]; then
        die "the reference reads the file: this is to be tried further"
    fi
    [ "$(secret-tool lookup server ghcr.io docker_cli 1)" = 'of ours' ] || die "libsecret's own program does not read it"
    cannot "the reference helper asks the Secret Service alone: where it is on PATH, doctor says so; libsecret's secret-tool" \
        "reads what was stored"
}

# Nothing asks by itself: it is as if it were locked.
try_dismissed() {
    try_locked
    remark "a file has no prompt: a client is told that the keyring is locked"
}

# The helper itself is killed, since there is no other process.
try_killed() {
    local round answer
    open_keyring
    store ghcr.io u "secret 0"
    for round in $(seq 60); do
        printf '{"ServerURL":"ghcr.io","Username":"u","Secret":"secret %s"}' "$round" >"$cell/given"
        timeout -s KILL "0.0$((RANDOM % 80 + 10))" docker-credential-pat store <"$cell/given" >/dev/null 2>&1 || true
        answer=$(docker-credential-pat get ghcr.io 2>&1) || lost "$answer"
        [[ $answer = '{"ServerURL":"ghcr.io","Username":"u","Secret":"secret '* ]] || die "get answers $answer"
    done
}
