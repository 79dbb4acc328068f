# Sourced by common.sh: what has to be on this machine, and how it gets there.

# has_program NAME|PATH: whether it is there. The system's own come first, as in the tests.
has_program() {
    case $1 in
    /*) [ -e "$1" ] ;;
    *) PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin command -v "$1" >/dev/null ;;
    esac
}

# need_programs PROGRAM=PACKAGE...: installs the Debian packages of those programs that are missing, of whatever package
# the others are. PACKAGE|PACKAGE is for a package whose name depends on the release: the first that apt knows is taken.
# Each that is missing is named before anything is installed or started, on a distribution without apt, too.
need_programs() {
    local missing=() packages=() entry
    for entry; do has_program "${entry%%=*}" || missing+=("$entry"); done
    [ ${#missing[@]} = 0 ] && return
    command -v apt-get >/dev/null ||
        die "these programs are missing, and apt-get is not there to install them: ${missing[*]%%=*}"
    update_package_lists
    for entry in "${missing[@]}"; do packages+=("$(known_package "${entry#*=}")"); done
    install_packages "${packages[@]}"
    for entry in "${missing[@]}"; do
        has_program "${entry%%=*}" || die "${entry%%=*} is missing, though the package ${entry#*=} is installed"
    done
}

# need_packages NAME...: installs those Debian packages that are missing.
need_packages() {
    local missing=() name
    for name; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} = 0 ] && return
    command -v apt-get >/dev/null || die "packages are missing and apt-get is not there to install them: ${missing[*]}"
    update_package_lists
    install_packages "${missing[@]}"
}

# need_known_packages NAME|NAME...: the same, with the first of each that apt knows.
need_known_packages() {
    local firsts=() choice
    for choice; do firsts+=("$(known_package "$choice")"); done
    need_packages "${firsts[@]}"
}

# known_package NAME|NAME...: the first that apt has, else the last. Of a name that others only mention, apt-cache says
# nothing, and does not fail.
known_package() {
    local candidates name
    IFS='|' read -ra candidates <<<"$1"
    for name in "${candidates[@]}"; do
        if [ -n "$(apt-cache show "$name" 2>/dev/null)" ]; then break; fi
    done
    echo "$name"
}

# Without lists there is nothing to install from; with old ones a version may be gone.
update_package_lists() { as_root apt-get update -qq >&2; }

# Nothing that is installed here is meant to run as a service: the tests start what they need, and stop it again. A
# subshell, for its trap.
install_packages() (
    say "installing packages: $*"
    forbid_services
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
        </dev/null >&2 || die "apt-get could not install: $*"
)

# forbid_services: until the end of this shell, Debian's packages start no services. (invoke-rc.d(8))
forbid_services() {
    local policy=/usr/sbin/policy-rc.d
    [ -e "$policy" ] && return
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}
