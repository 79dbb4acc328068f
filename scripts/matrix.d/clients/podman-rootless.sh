. scripts/matrix.d/clients/podman.sh

title='rootless podman'
packages+=(uidmap)
user=ann
