title=KeePassXC
suites=(bookworm trixie)
packages+=('keepassxc-full|keepassxc')

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
