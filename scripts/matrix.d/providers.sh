# Sourced as a part of the matrix: the keyrings.
#
# A row has a function start_provider: it starts the provider on the private bus, with an open keyring, and leaves its
# process id in $provider_pid.

column --short contract 300 'Store contract'

tests=yes
packages=(dbus-bin dbus-daemon golang-docker-credential-helpers libsecret-1-0 libsecret-tools python3 systemd)

# open_keyring: the row's, on a bus of its own.
open_keyring() {
    start_bus
    export XDG_CONFIG_HOME=$place/home/.config XDG_CACHE_HOME=$place/home/.cache DOCKER_CREDENTIAL_PAT_KEYRING=service
    start_provider
    export GIVEN_SESSION_BUS=$DBUS_SESSION_BUS_ADDRESS
}

# bus_call VERB...: asks the private bus something.
bus_call() { busctl --user --no-pager --address="$DBUS_SESSION_BUS_ADDRESS" "$@"; }

# SIGTERM can hang KeePassXC.
stop_provider() {
    if kill "$provider_pid" 2>/dev/null; then timeout 5 tail --pid="$provider_pid" -f /dev/null || true; fi
    kill -9 "$provider_pid" 2>/dev/null || true
    wait "$provider_pid" 2>/dev/null || true
}

# One after the other, since all these tests share one keyring.
try_contract() {
    open_keyring
    run_bundle --no-parallel --filter 'SecretServiceStoreTests/holds'
}
