# Sourced by the scripts that start keyrings: a private D-Bus session, which leaves nothing behind.

# start_bus: starts it in a new directory, $place; what it can start by itself is in $place/services. Changes the
# environment: use a subshell.
start_bus() {
    place=$(mktemp -d)
    mkdir -m 700 "$place/run" "$place/data" "$place/home" "$place/services"
    cat >"$place/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=$place/run/bus</listen>
  <auth>EXTERNAL</auth>
  <servicedir>$place/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="max_connections_per_user">100000</limit>
  <limit name="max_replies_per_connection">50000</limit>
</busconfig>
CONF
    export HOME=$place/home XDG_RUNTIME_DIR=$place/run XDG_DATA_HOME=$place/data
    export DBUS_SESSION_BUS_ADDRESS=unix:path=$place/run/bus
    dbus-daemon --config-file="$place/bus.conf" --nofork --nopidfile >"$place/log" 2>&1 &
    bus_pid=$!
    wait_until test -S "$place/run/bus"
}

# wait_until COMMAND...: until it succeeds, for a while.
wait_until() {
    local end=$((SECONDS + 30))
    until "$@" >/dev/null 2>&1; do
        if [ $SECONDS -ge $end ]; then
            cat "$place/log" >&2
            die "the private keyring did not start"
        fi
        sleep 0.05
    done
}

stop_bus() {
    kill "$bus_pid" 2>/dev/null && wait "$bus_pid" 2>/dev/null
    rm -rf "$place"
}
