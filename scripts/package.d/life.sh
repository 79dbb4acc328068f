# Sourced by try and by the matrix, as root of a Debian that is gone afterwards: the life of a package there, in stages.
#
# Before, a registry and a docker daemon are started (scripts/lib/registry.sh), and these are set:
#
#   kind    deb or archive
#   who     root, or the name of a user, who may use docker
#   bus     yes: in a session with GNOME Keyring; no: without one, where the keyring is an encrypted file
#   made    the directory with old.deb, new.deb, old.tar.gz and new.tar.gz
#   life    a directory for files of its own, into which every user may go

stages=(install login pull upgrade remove)

# reach STAGE: goes through the stages up to this one, but for those that it has gone through.
reach() {
    local stage
    for stage in "${stages[@]}"; do
        if ! [ -e "$life/done/$stage" ]; then
            [ ! -e "$life/begun/$stage" ] || die "its $stage failed"
            touch "$life/begun/$stage"
            "life_$stage"
            touch "$life/done/$stage"
        fi
        if [ "$stage" = "$1" ]; then return; fi
    done
}

# begin_life: the user, and the session.
begin_life() {
    mkdir -p "$life/begun" "$life/done"
    [ "$who" = root ] || useradd --create-home --groups docker --shell /bin/sh "$who"
    home=$(getent passwd "$who" | cut -d: -f6)
    session=() session_pid=''
    [ "$bus" = yes ] || return 0
    # They can read it, wherever the checkout is.
    cp -a scripts "$life/"
    chmod -R a+rX "$life/scripts"
    install -d -m 700 -o "$who" "$life/session"
    as_user "$life/scripts/package.d/session" "$life/session/environment" >"$life/log" 2>&1 3>&- &
    session_pid=$!
    place=$life wait_until test -e "$life/session/environment"
    mapfile -t session <"$life/session/environment"
}

# end_life: what is left of them.
end_life() {
    [ -z "$session_pid" ] || { kill "$session_pid" && wait "$session_pid"; } 2>/dev/null || true
    if [ "$who" = root ]; then
        rm -rf ~/.docker ~/.config ~/.local ~/old ~/new ~/key
    else
        # It is a failure to it that there is no mail.
        userdel --force --remove "$who" 2>/dev/null || true
        rm -rf "$home"
    fi
    rm -rf "$life"
}

# as_user COMMAND...: as they would, in their session.
as_user() {
    (cd "$home" && exec setpriv --reuid="$who" --regid="$(id -g "$who")" --init-groups env -i HOME="$home" USER="$who" \
        LANG=C.UTF-8 PATH="$home/.local/bin:/usr/local/bin:/usr/bin:/bin" "${session[@]}" "$@")
}

# quietly COMMAND...: dies if it fails, with what it has said.
quietly() {
    "$@" >"$life/said" 2>&1 || die "$kind, $who: ${*:1:4}: $(tail -3 "$life/said")"
}

# apt WORD...: apt-get, as people call it.
apt() { quietly env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@"; }

installed_version() { dpkg-query -W -f '${Version}' docker-credential-pat; }

# install_package AGE: old or new.
install_package() {
    if [ "$kind" = deb ]; then
        apt install "$made/$1.deb"
        [ "$(installed_version)" = "$(dpkg-deb -f "$made/$1.deb" Version)" ] || die "another version is installed"
        dpkg -L docker-credential-pat | while read -r file; do [ -e "$file" ] || die "$file is missing"; done
        if find /etc -name '*docker-credential-pat*' | grep .; then die "the package has enabled something"; fi
    else
        as_user mkdir "$home/$1"
        as_user tar -x -z --strip-components=1 --no-same-owner -C "$home/$1" <"$made/$1.tar.gz"
        quietly as_user "$home/$1/install.sh"
    fi
    quietly as_user docker-credential-pat version
}

life_install() { install_package old; }

# life_login: as the README says it: setup, then docker login.
life_login() {
    local options=(--yes) expected
    if [ "$bus" = no ]; then
        # shellcheck disable=SC2016
        as_user sh -c 'umask 077; head -c 32 /dev/urandom | base64 >"$HOME/key"'
        options+=(--keyring file --password-file "$home/key")
    fi
    quietly as_user docker-credential-pat setup "${options[@]}"
    printf %s "$token" | quietly as_user docker login "$registry" -u ann --password-stdin
    expect_credential
    as_user docker-credential-pat status >"$life/said" 2>&1 || true
    grep -q "^$registry .* ann " "$life/said" || die "status does not show it: $(cat "$life/said")"
    case $bus in yes) expected='the Secret Service' ;; no) expected='the encrypted file' ;; esac
    grep -q "^keyring: $expected" "$life/said" || die "it is in another keyring: $(head -1 "$life/said")"
    [ "$(as_user docker pat version)" = "$(as_user docker-credential-pat version)" ] || die "docker does not find its plugin"
    if grep -rqF "$(printf 'ann:%s' "$token" | base64 -w0)" "$home/.docker"; then die "docker has kept it in plain text"; fi
}

expect_credential() {
    as_user docker-credential-pat get "$registry" 2>&1 | grep -qF "\"$token\"" || die "the credential is not there"
}

life_pull() {
    # shellcheck disable=SC2016
    as_user sh -c 'tar -c -C /etc hostname | docker import - "$0"' "$registry/tried" >/dev/null
    quietly as_user docker push "$registry/tried"
    expect_pull
}

expect_pull() {
    quietly as_user docker rmi "$registry/tried"
    quietly as_user docker pull "$registry/tried"
}

life_upgrade() {
    install_package new
    # See take_ages.
    if find /usr "$home/.local" -path '*/docker-credential-pat/gone' 2>/dev/null | grep .; then
        die "a file of the old one is left"
    fi
    expect_credential
    expect_pull
}

life_remove() {
    quietly as_user docker logout "$registry"
    [ "$(as_user docker-credential-pat list)" = '{}' ] || die "docker logout has left something"
    quietly as_user docker-credential-pat setup --undo --yes
    if [ "$kind" = deb ]; then apt purge docker-credential-pat; else quietly as_user "$home/new/install.sh" --uninstall; fi
    if traces | grep . >"$life/said"; then die "it has left $(xargs <"$life/said")"; fi
    if as_user sh -c 'command -v docker-credential-pat'; then die "the program is still there"; fi
    if grep -rqF '"pat' "$home/.docker"; then die "docker's configuration still names it"; fi
}

# traces: what there is of the package. The directories in which it has kept something are the user's.
traces() {
    find / -xdev \( -path "$life" -o -path "$made" -o -path "$home/old" -o -path "$home/new" -o -path "$PWD" \
        -o -path "$home/.config/docker-credential-pat" -o -path "$home/.local/share/docker-credential-pat/credentials*" \
        -o -path "$home/.local/state/docker-credential-pat" -o -path /tmp \) -prune -o \
        \( -name '*docker-credential-pat*' -o -name docker-pat \) ! \( -type d -path "$home/.local/share/*" \) -print
}
