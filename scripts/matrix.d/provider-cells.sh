# Sourced by providers.sh: what is tried on each keyring.

# One after the other, since all these tests share one keyring.
try_contract() {
    open_keyring
    run_bundle --no-parallel --filter 'SecretServiceStoreTests/holds'
}

try_transcripts() {
    open_keyring
    TRANSCRIPTS=$(IFS='|' && echo "${transcripts[*]}") run_bundle --no-parallel --filter 'TranscriptTests/plays'
}

try_expiry() {
    open_keyring
    store ghcr.io u first 2030-01-02
    expiry_is 2030-01-02T23:59:59Z 'it is not kept'
    store ghcr.io u first
    expiry_is 2030-01-02T23:59:59Z 'the same token has lost it'
    store ghcr.io u second 2031-03-04
    expiry_is 2031-03-04T23:59:59Z 'another token does not replace it'
    store ghcr.io u third
    expiry_is null 'another token inherits it'
    store ghcr.io u third 2030-01-02
    store ghcr.io v third
    expiry_is null 'another account inherits it'
    docker-credential-pat expires ghcr.io 2032-05-06 >/dev/null || die "it cannot be recorded afterwards"
    expiry_is 2032-05-06T23:59:59Z 'what was recorded afterwards is not kept'
    kept ghcr.io v third
}

try_profiles() {
    open_keyring
    store ghcr.io ann 'of all'
    DOCKER_CREDENTIAL_PAT_PROFILE=work store ghcr.io bob 'of work' 2030-01-02
    kept ghcr.io ann 'of all'
    [ "$(docker-credential-pat-work list)" = '{"ghcr.io":"bob"}' ] || die "a profile lists $(docker-credential-pat-work list)"
    [ "$(docker-credential-pat list)" = '{"ghcr.io":"ann"}' ] || die "without one it lists $(docker-credential-pat list)"
    expiry_is null "a profile's expiry is seen in another"
    docker-credential-pat erase ghcr.io || die "erase fails"
    [ "$(docker-credential-pat-work get ghcr.io)" = '{"ServerURL":"ghcr.io","Username":"bob","Secret":"of work"}' ] ||
        die "erase has reached into a profile"
    docker-credential-pat-work erase ghcr.io || die "erase fails in a profile"
    [ "$(docker-credential-pat-work list)" = '{}' ] || die "a profile keeps what was erased"
}

reference() { timeout 20 docker-credential-secretservice "$@"; }

try_interplay() {
    open_keyring
    store ghcr.io u 'of ours'
    [ "$(printf ghcr.io | reference get)" = '{"ServerURL":"ghcr.io","Username":"u","Secret":"of ours"}' ] ||
        die "the reference does not read what we have stored"
    [ "$(reference list)" = '{"ghcr.io":"u"}' ] || die "the reference lists $(reference list)"
    printf ghcr.io | reference erase || die "the reference cannot erase what we have stored"
    [ "$(docker-credential-pat list)" = '{}' ] || die "the reference has erased and we still list it"
    printf '{"ServerURL":"quay.io","Username":"u","Secret":"of theirs"}' | reference store || die "the reference cannot store"
    kept quay.io u 'of theirs'
    store quay.io u 'ours again' 2030-01-02
    printf quay.io | reference get | grep -q 'ours again' || die "the reference does not read what we have replaced"
    if printf '{"ServerURL":"quay.io","Username":"u","Secret":"theirs again"}' | reference store; then
        kept quay.io u 'theirs again'
        [ "$(items_of quay.io)" = 1 ] || die "what the reference has replaced is two items"
        expiry_of quay.io | grep -q null || die "the expiry is inherited from what the reference has replaced"
    else
        # Not by us: nobody answers the question that it has asked.
        kept quay.io u 'ours again'
        remark "the reference helper cannot store over what is there: it waits for an answer to KeePassXC's \"Access Request\";" \
            "where it is on PATH, doctor says so"
    fi
    docker-credential-pat erase quay.io || die "erase fails"
    [ "$(reference list)" = '{}' ] || [ "$(reference list)" = null ] || die "we have erased and the reference lists $(reference list)"
}

try_secrets() {
    local secret count=0
    open_keyring
    # shellcheck disable=SC2016
    for secret in 'naïve 日本 🐳 é' '{TITLE}' 'pre{USERNAME}post {S:x}' '{}' ' spaces ' '"\\"' 'a\nb\r\n\tc' '%s%n$HOME`' \
        "$(head -c 204800 /dev/zero | tr '\0' k)" "$(yes 'a line \n' | head -20000 | tr -d '\n')"; do
        printf '{"ServerURL":"ghcr.io","Username":"日本","Secret":"%s"}' "${secret//\"\\\\\"/\\\"}" >"$cell/given"
        docker-credential-pat store <"$cell/given" || die "secret $((count + 1)) is not stored"
        docker-credential-pat get ghcr.io | python3 -c 'import json, sys
given, answered = json.load(open(sys.argv[1])), json.load(sys.stdin)
sys.exit(given != answered)' "$cell/given" || die "secret $((count + 1)) comes back as another"
        count=$((count + 1))
    done
    try_own_secrets
}

# What only one provider refuses: its row says what.
try_own_secrets() { :; }

try_thousand() {
    local number
    open_keyring
    for number in $(seq 1000); do store "registry-$number.example" "user$number" "secret$number"; done
    [ "$(docker-credential-pat list | grep -o '"registry-' | wc -l)" = 1000 ] || die "it does not list a thousand"
    kept registry-1.example user1 secret1
    kept registry-1000.example user1000 secret1000
    docker-credential-pat erase registry-500.example || die "erase fails"
    [ "$(docker-credential-pat list | grep -o '"registry-' | wc -l)" = 999 ] || die "it does not list what is left"
}

# What is said where nobody can be asked, or nobody answers: never that nothing is there.
try_locked() {
    open_keyring
    store ghcr.io u secret
    lock_provider
    export DOCKER_CREDENTIAL_PAT_TIMEOUT=3,5
    says_locked get ghcr.io
    says_locked list
    says_locked erase ghcr.io
    # `store` last: it may have another reason.
    ! printf '{"ServerURL":"ghcr.io","Username":"u","Secret":"new"}' | docker-credential-pat store >"$cell/said" 2>&1 ||
        die "store succeeds in a locked keyring"
    grep -qE "$locked_words" "$cell/said" || die "store says: $(cat "$cell/said")"
    stop_provider
    start_provider
    unset DOCKER_CREDENTIAL_PAT_TIMEOUT
    kept ghcr.io u secret
}

# A prompt that comes by itself, which nobody answers, says it as well.
locked_words="^the keyring is locked|^nobody answered the keyring's prompt"

says_locked() {
    if docker-credential-pat "$@" >"$cell/said" 2>&1; then
        # A list can be read of what is locked, where the names are not hidden.
        [ "$1 $(cat "$cell/said")" = 'list {"ghcr.io":"u"}' ] || die "$1 succeeds in a locked keyring: $(cat "$cell/said")"
    else
        grep -qE "$locked_words" "$cell/said" || die "$1 says: $(cat "$cell/said")"
    fi
}

# A prompt that is dismissed, once, is told as that, however long a person has thought about it: whoever is asked again
# has to wait until a person's time is over.
try_dismissed() {
    local seconds
    start_display
    open_keyring
    store ghcr.io u secret
    lock_provider
    for seconds in 0 3 12; do says_dismissed "$seconds" get ghcr.io; done
    for seconds in 0 3; do
        says_dismissed "$seconds" list
        says_dismissed "$seconds" erase ghcr.io
        says_dismissed "$seconds" store
    done
    kept_after_unlocking
}

# says_dismissed SECONDS VERB...: dismissed after so long.
says_dismissed() {
    local status=0
    printf '{"ServerURL":"ghcr.io","Username":"u","Secret":"new"}' >"$cell/given"
    dismiss_prompt "$1"
    shift
    DOCKER_CREDENTIAL_PAT_TIMEOUT=10,25 docker-credential-pat "$@" <"$cell/given" >"$cell/said" 2>/dev/null || status=$?
    # A list can be read of what is locked, where the names are not hidden.
    if [ "$1 $(cat "$cell/said")" = 'list {"ghcr.io":"u"}' ]; then kill "$dismissing_pid"; return; fi
    [ "$status $(cat "$cell/said")" = '1 the keyring is locked: the prompt to unlock it was dismissed' ] ||
        die "$1 says: $(cat "$cell/said")"
    # Until the key is up again, which would go on in the next prompt.
    wait "$dismissing_pid" || true
}

kept_after_unlocking() {
    answer_prompts "${unlock_prompt[@]}"
    DOCKER_CREDENTIAL_PAT_TIMEOUT=10,60 kept ghcr.io u secret
    kill "$answering_pid"
}

try_killed() {
    open_keyring
    killed_amid_stores
}

# The provider is killed amid stores, and after them: the old credential or the new one is there.
killed_amid_stores() {
    local round answer
    store ghcr.io u "secret 0"
    wait_until_saved
    for round in 1 2 3 4 5; do
        (for number in $(seq 40); do
            printf '{"ServerURL":"ghcr.io","Username":"u","Secret":"secret %s"}' "$round$number" | docker-credential-pat store &&
                echo "$round$number" >"$cell/stored" || exit 0
        done) >/dev/null 2>&1 &
        sleep "0.$((RANDOM % 80 + 10))"
        kill_provider
        wait $! || true
        if docker-credential-pat get ghcr.io >"$cell/said" 2>&1 || grep -q 'not found' "$cell/said"; then
            die "without a provider get says: $(cat "$cell/said")"
        fi
        start_provider
        answer=$(docker-credential-pat get ghcr.io 2>&1) || lost "$answer"
        [[ $answer = '{"ServerURL":"ghcr.io","Username":"u","Secret":"secret '* ]] || die "get answers $answer"
    done
}

# Until what was stored is on the disk: at once, where the row says nothing else.
wait_until_saved() { :; }

lost() { die "killed, it has lost the credential: $1"; }

# store SERVER ACCOUNT SECRET [EXPIRY]
store() {
    printf '{"ServerURL":"%s","Username":"%s","Secret":"%s"}' "$1" "$2" "$3" |
        env ${4:+"DOCKER_CREDENTIAL_PAT_EXPIRES=$4"} docker-credential-pat store >"$cell/said" ||
        die "store of $1: $(cat "$cell/said")"
}

# kept SERVER ACCOUNT SECRET
kept() {
    local answer
    answer=$(docker-credential-pat get "$1" 2>/dev/null) || die "get of $1: $answer"
    [ "$answer" = "{\"ServerURL\":\"$1\",\"Username\":\"$2\",\"Secret\":\"$3\"}" ] || die "get of $1 answers $answer"
}

expiry_of() {
    docker-credential-pat status --json | python3 -c 'import json, sys
print(*[c["expires"] or "null" for c in json.load(sys.stdin)["credentials"] if c["server"] == sys.argv[1] and c["profile"] == "default"])' "$1"
}

# expiry_is TIME REASON: of ghcr.io.
expiry_is() { [ "$(expiry_of ghcr.io)" = "$1" ] || die "$2: $(expiry_of ghcr.io)"; }

items_of() { secret-tool search --all server "$1" 2>/dev/null | grep -c '^secret = '; }

start_display() {
    Xvfb -displayfd 7 -screen 0 1280x800x24 -nolisten tcp 7>"$cell/display" >/dev/null 2>&1 &
    for _ in $(seq 100); do [ -s "$cell/display" ] || sleep 0.05; done
    DISPLAY=:$(cat "$cell/display")
    export DISPLAY
}

# answer_prompts KEY...: a person at the display, who types these into each prompt that comes to front, and then looks
# what happens.
answer_prompts() {
    (
        while sleep 0.3; do
            window=$(find_prompt) || continue
            sleep 0.5
            xdotool windowfocus "$window" || continue
            for key; do case $key in text:*) xdotool type "${key#text:}" ;; *) xdotool key "$key" ;; esac; done
            sleep 2
        done
    ) >/dev/null 2>&1 &
    answering_pid=$!
}

# dismiss_prompt SECONDS: a person at the display, who dismisses the next prompt, so long after it has come, and no
# other.
dismiss_prompt() {
    (
        until window=$(find_prompt); do sleep 0.1; done
        # Until it takes keys.
        sleep 0.5
        sleep "$1"
        xdotool windowfocus "$window" key Escape
    ) >/dev/null 2>&1 &
    dismissing_pid=$!
}

find_prompt() { xdotool search --onlyvisible "${prompt_window[@]}" | tail -1; }
