# Sourced by the scripts: the checkout's root, packages, the build.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# say TEXT: progress, for people.
say() { printf '%s\n' "$*" >&2; }

# die TEXT: the reason, then the end.
die() { say "error: $*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "this needs root to run '$*': become root, or install sudo"
    fi
}

# need_packages NAME...: installs those Debian packages that are missing.
need_packages() {
    local missing=() name
    for name; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} = 0 ] && return
    command -v apt-get >/dev/null || die "packages are missing and apt-get is not there to install them: ${missing[*]}"
    say "installing packages: ${missing[*]}"
    # Without lists there is nothing to install from; with old ones a version may be gone.
    as_root apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        </dev/null >&2 || die "apt-get could not install: ${missing[*]}"
}

# without_starting_services COMMAND...: runs it while Debian's packages may not start services. (invoke-rc.d(8))
without_starting_services() {
    local policy=/usr/sbin/policy-rc.d
    [ -e "$policy" ] && { "$@"; return; }
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    "$@"
    as_root rm -f "$policy"
    trap - EXIT
}

# Warnings are errors here and not in Package.swift, so that scripts/install can do without: the first new warning of the
# next compiler is no reason not to install. All other scripts build with the same options, so that nothing is built twice.
strict=(-Xswiftc -warnings-as-errors)

need_swift() {
    command -v swift >/dev/null || die "no swift on PATH: install Swift 6.3 or later, see https://www.swift.org/install/linux"
    need_packages libsecret-1-dev pkg-config
}

# Swift writes caches, settings and temporary files to places of the user's: here they are in the checkout. Of the home
# directory it believes the user database more than HOME, but CFFIXED_USER_HOME most.
swift_here() {
    local home=$PWD/.build/home
    mkdir -p "$home" .build/tmp
    env HOME="$home" CFFIXED_USER_HOME="$home" XDG_CACHE_HOME="$home/.cache" TMPDIR="${swift_tmp-$PWD/.build/tmp}" \
        swift "$@"
}

# The release binary, at $helper.
build_release() {
    say "building"
    # Swift's runtime needs the C++ library, whose start takes a sixth of the helper's: where the linker finds none but
    # the archive, it takes in what is used of it.
    local cxx
    cxx=$(clang -print-file-name=libstdc++.a 2>/dev/null || true)
    mkdir -p .build/static
    case $cxx in /*) ln -sf "$cxx" .build/static/libstdc++.a ;; esac
    # Of pkg-config's answer for GLib, swift refuses -pthread with a warning; it is for C compilers.
    swift_here build -c release --static-swift-stdlib --disable-local-rpath -Xswiftc "-L$PWD/.build/static" "${strict[@]}" \
        --product docker-credential-pat \
        2> >(grep -v 'prohibited flag(s): -pthread' >&2) >&2
    helper=$(swift_here build -c release --show-bin-path 2>/dev/null)/docker-credential-pat
}
