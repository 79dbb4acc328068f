# Sourced by the scripts that need a keyring: GNOME Keyring on a private bus (see bus.sh).

# start_throwaway_keyring HELPER: starts it, and waits until HELPER finds it. Changes the environment: use a subshell.
start_throwaway_keyring() {
    start_bus
    trap stop_throwaway_keyring EXIT
    # Whatever the user's settings say.
    export DOCKER_CREDENTIAL_PAT_KEYRING=service
    printf throwaway >"$place/password"
    gnome-keyring-daemon --unlock --foreground --components=secrets <"$place/password" >>"$place/log" 2>&1 &
    keyring_pid=$!
    wait_until "$1" list
}

stop_throwaway_keyring() {
    trap - EXIT
    kill "${keyring_pid:-}" 2>/dev/null && wait "$keyring_pid" 2>/dev/null
    stop_bus
}
