# Sourced by scripts/install and scripts/bench: a GNOME Keyring in a private D-Bus session, which leaves nothing behind.

has_bus() {
    [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] || [ -S "${XDG_RUNTIME_DIR:-/nonexistent}/bus" ]
}

# new_throwaway_keyring: makes its place, $throwaway. Changes the environment: use a subshell.
new_throwaway_keyring() {
    throwaway=$(mktemp -d)
    trap stop_throwaway_keyring EXIT
    mkdir -m 700 "$throwaway/run" "$throwaway/data" "$throwaway/home"
    cat >"$throwaway/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=$throwaway/run/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
    export HOME=$throwaway/home XDG_RUNTIME_DIR=$throwaway/run XDG_DATA_HOME=$throwaway/data
    export DBUS_SESSION_BUS_ADDRESS=unix:path=$throwaway/run/bus
}

# start_throwaway_keyring COMMAND...: starts it, and waits until COMMAND succeeds.
start_throwaway_keyring() {
    dbus-daemon --config-file="$throwaway/bus.conf" --nofork --nopidfile >"$throwaway/log" 2>&1 &
    bus_pid=$!
    wait_for test -S "$throwaway/run/bus"
    printf throwaway >"$throwaway/password"
    gnome-keyring-daemon --unlock --foreground --components=secrets <"$throwaway/password" >>"$throwaway/log" 2>&1 &
    keyring_pid=$!
    wait_for "$@"
}

wait_for() {
    local end=$((SECONDS + 15))
    until "$@" >/dev/null 2>&1; do
        if [ $SECONDS -ge $end ]; then
            cat "$throwaway/log" >&2
            die "the throwaway keyring did not start"
        fi
        sleep 0.05
    done
}

stop_throwaway_keyring() {
    trap - EXIT
    local pid
    for pid in ${keyring_pid:-} ${bus_pid:-}; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
    done
    rm -rf "$throwaway"
}
