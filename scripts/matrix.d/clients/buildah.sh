program=buildah
title=buildah
suites=(bookworm trixie)
packages+=(buildah)

. scripts/matrix.d/clients.d/containers.sh

client_pull() {
    buildah rmi --force "$1" >/dev/null 2>&1 || true
    buildah pull --tls-verify=false "$1" &&
        [ "$(buildah inspect --type image --format '{{.FromImageID}}' "$1")" = "$image_id" ]
}

client_push() {
    mkdir -p context
    printf 'FROM scratch\nCOPY Containerfile /\n' >context/Containerfile
    buildah bud --tag "$1" context && buildah push --tls-verify=false "$1"
}
