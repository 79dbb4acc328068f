title=KeePassXC
suites=(bookworm trixie)
packages+=('keepassxc-full|keepassxc')
prompt_window=(--name '^Unlock Database')
unlock_prompt=(text:test Return)
# The reference cannot replace what is there: KeePassXC opens a dialog that nobody answers.
transcripts=(main-job server-names input-forms profiles)

version() { keepassxc-cli --version; }

start_provider() {
    [ -e "$place/database.kdbx" ] || make_database
    QT_QPA_PLATFORM=${DISPLAY:+xcb}${DISPLAY-offscreen} keepassxc --config "$place/settings.ini" \
        --localconfig "$place/local.ini" >>"$place/log" 2>&1 &
    provider_pid=$!
    # With the database and its password on the command line 2.7.10 crashes before it shows its window.
    wait_until tell_keepassxc openDatabase ss "$place/database.kdbx" test
    # Not by a search: while the database is opening, that would open a dialog.
    wait_until is_database_open
}

# As its menu does it; the Secret Service's Lock would have a prompt.
lock_provider() {
    tell_keepassxc lockAllDatabases
    wait_until is_database_locked
}

tell_keepassxc() {
    bus_call call org.keepassxc.KeePassXC.MainWindow /keepassxc org.keepassxc.KeePassXC.MainWindow "$@"
}

is_database_open() { is_locked false; }
is_database_locked() { is_locked true; }
is_locked() {
    bus_call get-property org.freedesktop.secrets /org/freedesktop/secrets/aliases/default \
        org.freedesktop.Secret.Collection Locked | grep -q "b $1"
}

# die TEXT: if it has crashed, the cell `cannot`: how it comes to that, and with whom, keepassxc-rounds measures.
die() {
    local status=0
    # Until it is waited for, it is there, as a zombie.
    if [ -n "${provider_pid:-}" ] && [[ $(sleep 1; ps -o stat= -p "$provider_pid") != [RSD]* ]]; then
        wait "$provider_pid" || status=$?
        # Of one that crashed: 128 and the signal's number, SIGSEGV, SIGABRT or SIGBUS.
        case $status in 139 | 134 | 135) cannot "it crashes by itself when many changes come in quick succession: see below" ;; esac
        say "it has ended: $status"
    fi
    remark "$@"
    say "error: $*"
    exit 1
}

# As a whole, if it lives so long in one of some runs.
try_contract() {
    for _ in 1 2 3 4 5; do
        (open_keyring; run_bundle --no-parallel --filter 'SecretServiceStoreTests/holds') && rm -f "$cell/remark" && return
        grep -q 'crashes by itself' "$cell/remark" || exit 1
    done
    exit 77
}

# make_entries: $entries of them, as people have them of other things.
make_entries() {
    python3 -c 'import base64, sys
for number in range(int(sys.argv[1])):
    print("<Entry><UUID>", base64.b64encode(b"entry%011d" % number).decode(), "</UUID>", sep="", end="")
    for key, value in ("Title", "entry"), ("UserName", "u"), ("Password", "p"):
        print(f"<String><Key>{key}</Key><Value>{value} {number}</Value></String>", end="")
    print("</Entry>")' "${entries:-0}"
}

# make_database: one that takes $opens_in milliseconds to open.
make_database() {
    cat >"$place/database.xml" <<XML
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile><Meta><Generator>KeePassXC</Generator><DatabaseName>test</DatabaseName>
<RecycleBinEnabled>False</RecycleBinEnabled><CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key>
<Value>{00010203-0405-0607-0809-0a0b0c0d0e0f}</Value></Item></CustomData></Meta>
<Root><Group><UUID>AAECAwQFBgcICQoLDA0ODw==</UUID><Name>Root</Name>$(make_entries)</Group></Root></KeePassFile>
XML
    printf 'test\ntest\n' | keepassxc-cli import -p -t "${opens_in:-100}" "$place/database.xml" \
        "$place/database.kdbx" >>"$place/log" 2>&1 || die "KeePassXC made no database"
    cat >"$place/settings.ini" <<INI
[General]
ConfigVersion=2
SingleInstance=false
RememberLastDatabases=false
OpenPreviousDatabasesOnStartup=false
UpdateCheckMessageShown=true
[GUI]
CheckForUpdates=false
MinimizeOnStartup=false
[FdoSecrets]
Enabled=true
ShowNotification=false
ConfirmDeleteItem=false
ConfirmAccessItem=false
[Security]
LockDatabaseIdle=false
QuickUnlock=false
INI
}

# It reads references to other entries, and takes none: that is said, and nothing is left behind.
try_own_secrets() {
    local reference='{REF:P@I:46C9B1FFBD4ABC4BBB260C6190BADD20}' before credential said
    store kept.example u s
    before=$(docker-credential-pat list)
    for credential in "kept.example u x$reference" "kept.example other $reference" "new.example u $reference" \
        "new.example u${reference,,} s" "new.example/$reference u s"; do
        # shellcheck disable=SC2086
        said=$(printf '{"ServerURL":"%s","Username":"%s","Secret":"%s"}' $credential | docker-credential-pat store 2>/dev/null) &&
            die "a reference was stored: $credential"
        [ "$said" = "the keyring refused: it keeps nothing with a reference such as {REF:P@I:…} in it" ] ||
            die "of a reference it was said: $said"
        [ "$(docker-credential-pat list)" = "$before" ] || die "a reference has left something behind"
    done
    kept kept.example u s
    remark "but for references to other entries, such as {REF:P@I:…}, which it refuses: store and doctor say so"
}

# On a machine of two processors an unlocking in 2.7.10's dialog never comes to its end, whoever has it shown; as on a
# larger one it does.
kept_after_unlocking() {
    restart_locked 4
    answer_prompts "${unlock_prompt[@]}"
    DOCKER_CREDENTIAL_PAT_TIMEOUT=10,60 kept ghcr.io u secret
    restart_locked 2
    if DOCKER_CREDENTIAL_PAT_TIMEOUT=10,15 docker-credential-pat get ghcr.io >"$cell/said" 2>/dev/null; then
        [ "$(cat "$cell/said")" = '{"ServerURL":"ghcr.io","Username":"u","Secret":"secret"}' ] || die "get: $(cat "$cell/said")"
        return
    fi
    restart_locked 2
    timeout 15 secret-tool search server ghcr.io >"$cell/said" 2>&1 || true
    if is_database_open; then die "secret-tool has it unlocked, and we have not"; fi
    kill "$answering_pid"
    unlock_in_its_window
    kept ghcr.io u secret
    remark "but on a machine of one or two processors its dialog never ends unlocking, whoever has it shown: unlock it in its" \
        "own window; doctor says so there"
}

# restart_locked PROCESSORS: as on a machine that has so many.
restart_locked() {
    stop_provider
    umount /sys/devices/system/cpu/online 2>/dev/null || true
    echo "0-$(($1 - 1))" >"$cell/processors"
    mount --bind "$cell/processors" /sys/devices/system/cpu/online
    start_provider
    lock_provider
}

unlock_in_its_window() {
    local prompt_window=(--name KeePassXC)
    restart_locked 2
    answer_prompts "${unlock_prompt[@]}"
    wait_until is_database_open
    kill "$answering_pid"
}

# Not a cell: scripts/matrix.d/keepassxc-rounds runs it. How many rounds KeePassXC lives through, each a store of a new
# server and a get, and every second time an erase, in each of $runs runs of at most $most rounds, with the helper
# $program and $pause seconds before each change. A call that hangs is the end, too.
try_rounds() {
    local run round
    for run in $(seq "$runs"); do (
        open_keyring
        round=0
        while [ $round -lt "$most" ]; do
            printf '{"ServerURL":"r%s.example","Username":"u","Secret":"secret"}' $round | timeout 20 "$program" store || break
            printf 'r%s.example' $round | timeout 20 "$program" get || break
            if [ $((round % 2)) = 1 ]; then
                printf 'r%s.example' $round | timeout 20 "$program" erase || break
            fi
            round=$((round + 1))
        done >/dev/null 2>&1
        echo "$round" >&4
        stop_provider
        stop_bus
    ); done 2>/dev/null
}
