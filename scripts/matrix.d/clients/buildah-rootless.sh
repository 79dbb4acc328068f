. scripts/matrix.d/clients/buildah.sh

title='rootless buildah'
packages+=(uidmap)
user=ann
