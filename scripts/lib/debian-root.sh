# Sourced by scripts/test-packages and scripts/matrix, as root: a Debian of its own, in which packages are installed and
# removed.

root_binds=()

# debian_base SUITE: a minimal Debian, or Ubuntu, as debootstrap makes it, at $base. It is made once and kept in the
# cache.
debian_base() {
    base=${XDG_CACHE_HOME:-$HOME/.cache}/docker-credential-pat/debian-$1
    mkdir -p "${base%/*}"
    # Another run may be making it.
    exec {base_lock}>"$base.lock"
    flock "$base_lock"
    if ! [ -d "$base" ]; then
        need_programs debootstrap=debootstrap setsid=util-linux
        say "making a $1 in $base, which takes some minutes"
        rm -rf --one-file-system "$base.new"
        case $1 in
        noble) make_ubuntu "$1" >"$base.log" 2>&1 || die "debootstrap failed: see $base.log" ;;
        *) bootstrap "$1" "$base.new" "$(mirror)" >"$base.log" 2>&1 || die "debootstrap failed: see $base.log" ;;
        esac
        mv "$base.new" "$base"
    fi
    exec {base_lock}>&-
}

# bootstrap WORD...: debootstrap, whose mounts are gone with it. An interrupt at the terminal does not stop it half-way.
bootstrap() {
    setsid --wait unshare --mount --propagation private debootstrap --variant=minbase --include=ca-certificates "$@"
}

# make_ubuntu SUITE: at $base.new. Debian's debootstrap may not know of a newer suite, which is made as an older one is;
# and Debian has not the keys of Ubuntu's archive. They are taken from there, and are the right ones if the one that
# signs it is.
make_ubuntu() {
    local key=F6ECB3762474EDA9D21B7022871920D1991BC93C keys=$base.keys
    need_programs gpg=gpg
    rm -rf "$keys"
    bootstrap --no-check-gpg --download-only --include=ubuntu-keyring "$1" "$keys" '' jammy || return
    dpkg-deb -x "$keys"/var/cache/apt/archives/ubuntu-keyring_*.deb "$keys" || return
    gpg --batch --homedir "$keys" --no-default-keyring --keyring "$keys/usr/share/keyrings/ubuntu-archive-keyring.gpg" \
        --export "$key" >"$keys/key.gpg" || return
    [ -s "$keys/key.gpg" ] || return
    bootstrap --keyring="$keys/key.gpg" --components=main,universe "$1" "$base.new" '' jammy || return
    rm -rf --one-file-system "$keys"
}

# mirror: where this machine, if it is a Debian, has its packages from.
mirror() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        awk '$1 == "Debian" && $2 == "Debian" { print $3; exit }'
}

# make_root SUITE ROOT: a Debian in a new directory, with this machine's way to the network.
make_root() {
    debian_base "$1"
    cp -a "$base" "$2"
    settle_root "$2"
}

# settle_root ROOT: gives it this machine's way to the network.
settle_root() {
    local file
    for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
        if [ -e "$file" ]; then cp "$file" "$1$file"; fi
    done
    # Nothing that is installed there is to run by itself. (invoke-rc.d(8))
    printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
    chmod 755 "$1/usr/sbin/policy-rc.d"
}

# in_root ROOT COMMAND...: runs it there, in mount and process namespaces of its own: whatever it starts ends with it,
# and whatever it mounts is gone. / is a mount point there, as on a machine, which namespaces within need. The
# directories in the array $root_binds are there, too, at their own paths.
in_root() {
    local proxies root=$1
    shift
    mapfile -t proxies < <(env | grep -iE '^(https?_proxy|no_proxy)=' || true)
    # shellcheck disable=SC2016
    env -i HOME=/root LANG=C.UTF-8 TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${proxies[@]}" unshare --mount --pid --fork --kill-child --propagation private bash -ec '
            mount --bind "$1" "$1"
            mount --rbind /dev "$1/dev"
            mount --rbind /sys "$1/sys"
            mount -t proc proc "$1/proc"
            mount -t tmpfs -o mode=1777 none "$1/tmp"
            mount -t tmpfs none "$1/run"
            while [ "$2" != -- ]; do
                mkdir -p "$1$2"
                mount --rbind "$2" "$1$2"
                set -- "$1" "${@:3}"
            done
            cd "$1"
            mkdir -p old
            pivot_root . old
            cd /
            umount -l /old
            shift 2
            exec "$@"' bash "$root" "${root_binds[@]}" -- "$@" </dev/null
}
