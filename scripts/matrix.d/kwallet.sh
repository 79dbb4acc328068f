# Sourced by the rows of KWallet: a wallet whose password is "test", opened as a login opens it,
# without a dialog.

unlock_prompt=(text:test Return)
transcripts=("${provider_transcripts[@]}")

prepare() { ln -s "$PWD/scripts/matrix.d/kwallet-reference" "$cell/bin/docker-credential-secretservice"; }

# start_kwallet PROGRAM: kwalletd5 or kwalletd6. The first time it makes the wallet, which shows as a keyring from the
# daemon's second start on.
start_kwallet() {
    local salt=$XDG_DATA_HOME/kwalletd/kdewallet.salt
    if ! [ -e "$salt" ]; then
        mkdir -p "${salt%/*}" "$XDG_CONFIG_HOME"
        head -c 56 /dev/urandom >"$salt"
        chmod 600 "$salt"
        cat >"$XDG_CONFIG_HOME/kwalletrc" <<RC
[Wallet]
Enabled=true
First Use=false
Default Wallet=kdewallet
Close When Idle=false
Leave Open=true
Prompt on Open=false
[org.freedesktop.secrets]
apiEnabled=true
RC
        run_kwallet "$1"
        stop_provider
    fi
    run_kwallet "$1"
}

run_kwallet() {
    local key
    key=$(python3 -c 'import hashlib, sys
print(56, *hashlib.pbkdf2_hmac("sha512", b"test", open(sys.argv[1], "rb").read(), 50000, 56))' "$XDG_DATA_HOME/kwalletd/kdewallet.salt")
    QT_QPA_PLATFORM=${DISPLAY:+xcb}${DISPLAY-offscreen} "$1" >>"$place/log" 2>&1 &
    provider_pid=$!
    wait_until bus_call status org.freedesktop.secrets
    # shellcheck disable=SC2086
    bus_call call "org.kde.$1" "/modules/$1" org.kde.KWallet pamOpen sayi kdewallet $key 0 >/dev/null
    wait_until is_wallet_open "$1"
}

is_wallet_open() { bus_call call "org.kde.$1" "/modules/$1" org.kde.KWallet isOpen s kdewallet | grep -q true; }

# It writes secrets to the disk after 5 s.
wait_until_saved() { sleep 7; }

try_killed() {
    local answer
    open_keyring
    killed_amid_stores
    store new.example u secret
    kill_provider
    start_provider
    if answer=$(docker-credential-pat get new.example 2>&1); then return; fi
    [[ $answer = *'has lost the secret'* || $answer = *'not found'* ]] || die "get of what was just stored: $answer"
    store new.example u again
    kept new.example u again
    cannot "killed within 5 s of a first login, it has lost the secret: get says so, and another login keeps it; what it had" \
        "before is never lost"
}

# Many times, since each time other keys are agreed on: it cannot work with one pair in a hundred.
try_own_secrets() {
    local round
    for round in $(seq 300); do
        store many.example u "secret $round"
        kept many.example u "secret $round"
    done
}
