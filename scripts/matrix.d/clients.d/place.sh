# Sourced by clients.sh: what a cell of a client needs around it; all that is started here ends with the cell's
# namespaces.
# shellcheck disable=SC1091
. scripts/lib/registry.sh

prepare() {
    umask 022
    hide_machine
    put_helpers
    place=$cell
    : >"$place/log"
    start_token_registry "$cell/registry" 3>&-
    if command -v dockerd >/dev/null; then start_docker "$cell/dockerd.log" 3>&-; fi
    put_images
    [ "$user" = root ] || make_user
    # The checks are run as this user, who can read them, wherever the checkout is.
    cp -a scripts "$cell/"
    chmod -R a+rX "$cell/scripts"
    chmod 711 "$cell"
    export cell registry token image_id
}

# try_client COLUMN: the column's check, as the row's user.
try_client() {
    local as=()
    [ "$user" = root ] || as=(setpriv --reuid="$user" --regid="$user" --clear-groups -- env HOME=/tmp "USER=$user")
    install -m 666 /dev/null "$cell/remark"
    timeout -k 5 120 "${as[@]}" "$cell/scripts/matrix.d/clients.d/check" "$row" "$1"
}

# hide_machine: what these programs keep is in memory, on this machine itself, too.
hide_machine() {
    local memory=$cell/memory
    mkdir "$memory"
    mount -t tmpfs -o mode=700 none "$memory"
    mkdir "$memory/dpkg"
    cp -a /etc "$memory/etc"
    mount --bind /var/lib/dpkg "$memory/dpkg"
    mount -t tmpfs none /var/lib
    mkdir /var/lib/dpkg
    mount --bind "$memory/dpkg" /var/lib/dpkg
    mount --bind "$memory/etc" /etc
    mount -t tmpfs none /run
    mount -t tmpfs -o mode=1777 none /var/tmp
}

# put_helpers: they note when they are asked, in the file $asked, and then are the helper. In the file $said is what it
# says on standard error.
put_helpers() {
    local name
    mkdir "$cell/asking"
    install "$helper" "$cell/helper"
    for name in docker-credential-pat docker-credential-pat-work; do
        ln -sf ../helper "$cell/bin/$name"
        cat >"$cell/asking/$name" <<SH
#!$BASH
[ -z "\$asked" ] || echo "$name \$1" >>"\$asked"
[ -z "\$said" ] || exec 2> >(exec tee -a "\$said" >&2)
exec "$cell/bin/$name" "\$@"
SH
        chmod 755 "$cell/asking/$name"
    done
    export PATH=$cell/asking:$PATH
}

# put_images: one that is ann's, and one that is everybody's.
put_images() {
    local name account
    image_id=$(python3 scripts/matrix.d/clients.d/image.py "$cell/image")
    for name in ann/hello public/hello; do
        account=()
        [ "$name" != ann/hello ] || account=("--dest-creds=ann:$token")
        skopeo --insecure-policy copy -q --dest-tls-verify=false "${account[@]}" "oci:$cell/image:1" \
            "docker://$registry/$name:1"
    done
}

# make_user: one who may have a user namespace of her own.
make_user() {
    id "$user" >/dev/null 2>&1 || useradd --no-create-home --shell /bin/sh "$user"
    echo "$user:100000:65536" | tee /etc/subuid >/etc/subgid
}
