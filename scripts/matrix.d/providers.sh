# Sourced as a part of the matrix: the keyrings. What a row has to define, beside what each row has:
#
#   start_provider      starts it on the private bus, with an open keyring that keeps what it had at its last start, and
#                       leaves its process id in $provider_pid
#   transcripts         an array: those that depend on the provider
#   lock_provider       locks the keyring
#   unlock_prompt       an array: what a person types at the prompt to unlock it
#   prompt_window       an array: how xdotool finds its window, where not by any name

. scripts/matrix.d/provider-cells.sh
provider_transcripts=(main-job server-names input-forms reference-helper expiry expiry-reference profiles profiles-reference)

column --short contract 600 'Store contract'
column transcripts 200 Transcripts
column --short expiry 60 'Expiry'
column --short profiles 60 'Profiles apart'
column --short interplay 60 'With the reference helper'
column --short secrets 300 'Unusual secrets'
column thousand 1800 '1,000 items'
column locked 60 Locked
column dismissed 200 Dismissed
column killed 200 Killed

tests=yes
prompt_window=(--name .)
packages=(dbus-bin dbus-daemon golang-docker-credential-helpers libsecret-1-0 libsecret-tools procps python3 systemd
    xdotool xvfb)

# open_keyring: the row's, on a bus of its own.
open_keyring() {
    start_bus
    export XDG_CONFIG_HOME=$place/home/.config XDG_CACHE_HOME=$place/home/.cache
    choose_keyring
    export GIVEN_SESSION_BUS=$DBUS_SESSION_BUS_ADDRESS
}

choose_keyring() {
    export DOCKER_CREDENTIAL_PAT_KEYRING=service
    start_provider
}

# bus_call VERB...: asks the private bus something.
bus_call() { busctl --user --no-pager --address="$DBUS_SESSION_BUS_ADDRESS" "$@"; }

# SIGTERM can hang KeePassXC.
stop_provider() {
    if kill "$provider_pid" 2>/dev/null; then timeout 5 tail --pid="$provider_pid" -f /dev/null || true; fi
    kill_provider
}

kill_provider() {
    kill -9 "$provider_pid" 2>/dev/null || true
    wait "$provider_pid" 2>/dev/null || true
}

# Of what its own process does not let another, KWallet and KeePassXC know no more than this: the collection is locked.
lock_provider() {
    bus_call call org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service Lock ao 1 \
        "$(default_collection)" >/dev/null
}

default_collection() {
    bus_call --json=short call org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service \
        ReadAlias s default | python3 -c 'import json, sys; print(json.load(sys.stdin)["data"][0])'
}
