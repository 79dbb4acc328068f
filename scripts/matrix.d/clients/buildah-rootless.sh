. scripts/matrix.d/clients/buildah.sh

title='buildah, rootless'
packages+=(uidmap)
user=ann
