. scripts/matrix.d/clients/podman.sh

title='podman, rootless'
packages+=(uidmap)
user=ann
