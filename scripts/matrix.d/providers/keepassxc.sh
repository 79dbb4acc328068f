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
lock_provider() { tell_keepassxc lockAllDatabases; }

tell_keepassxc() {
    bus_call call org.keepassxc.KeePassXC.MainWindow /keepassxc org.keepassxc.KeePassXC.MainWindow "$@"
}

is_database_open() {
    bus_call get-property org.freedesktop.secrets /org/freedesktop/secrets/aliases/default \
        org.freedesktop.Secret.Collection Locked | grep -q 'b false'
}

make_database() {
    cat >"$place/database.xml" <<XML
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile><Meta><Generator>KeePassXC</Generator><DatabaseName>test</DatabaseName>
<RecycleBinEnabled>False</RecycleBinEnabled><CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key>
<Value>{00010203-0405-0607-0809-0a0b0c0d0e0f}</Value></Item></CustomData></Meta>
<Root><Group><UUID>AAECAwQFBgcICQoLDA0ODw==</UUID><Name>Root</Name></Group></Root></KeePassFile>
XML
    printf 'test\ntest\n' | keepassxc-cli import -p -t 100 "$place/database.xml" "$place/database.kdbx" \
        >>"$place/log" 2>&1 || die "KeePassXC made no database"
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
INI
}

# Not a cell: scripts/matrix.d/keepassxc-rounds runs it. How many rounds KeePassXC lives through, each a store of a new
# server and a get, and every second time an erase, in each of $runs runs of at most $most rounds, with the helper $program and $pause seconds before each change.
try_rounds() {
    local run round
    for run in $(seq "$runs"); do (
        open_keyring
        round=0
        while [ $round -lt "$most" ]; do
            sleep "$pause"
            printf '{"ServerURL":"r%s.example","Username":"u","Secret":"secret"}' $round | "$program" store || break
            printf 'r%s.example' $round | "$program" get || break
            if [ $((round % 2)) = 1 ]; then
                sleep "$pause"
                printf 'r%s.example' $round | "$program" erase || break
            fi
            round=$((round + 1))
        done >/dev/null 2>&1
        if [ $round -lt "$most" ] && kill -0 "$provider_pid" 2>/dev/null; then sleep 2; fi
        if [ $round -lt "$most" ] && kill -0 "$provider_pid" 2>/dev/null; then
            echo "$round failed, and KeePassXC lives" >&2
        fi
        echo "$round" >&4
        stop_provider
        stop_bus
    ); done 2>/dev/null
}
