program=podman
title=podman
suites=(bookworm trixie)
short=yes
packages+=(podman)

. scripts/matrix.d/clients.d/containers.sh

client_pull() {
    podman image rm --force "$1" >/dev/null 2>&1 || true
    podman pull --tls-verify=false "$1" && [ "$(podman image inspect --format '{{.Id}}' "$1")" = "$image_id" ]
}

client_push() { tar -c -C /etc hostname | podman import - "$1" && podman push --tls-verify=false "$1"; }
