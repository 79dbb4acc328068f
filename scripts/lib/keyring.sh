# Sourced by the scripts that need a keyring: GNOME Keyring on a private bus (see bus.sh).

# start_throwaway_keyring HELPER: starts it, and waits until HELPER finds it. Changes the environment: use a subshell.
start_throwaway_keyring() {
    start_bus
    start_keyring "$1" list
}

# start_keyring COMMAND...: starts it on the bus of start_bus, with the keyrings in $XDG_DATA_HOME, and waits until
# COMMAND succeeds.
start_keyring() {
    trap stop_throwaway_keyring EXIT
    # Whatever the user's settings say.
    export DOCKER_CREDENTIAL_PAT_KEYRING=service
    printf throwaway >"$place/password"
    gnome-keyring-daemon --unlock --foreground --components=secrets <"$place/password" >>"$place/log" 2>&1 &
    keyring_pid=$!
    wait_until "$@"
}

stop_throwaway_keyring() {
    trap - EXIT
    kill "${keyring_pid:-}" 2>/dev/null && wait "$keyring_pid" 2>/dev/null
    stop_bus
}
