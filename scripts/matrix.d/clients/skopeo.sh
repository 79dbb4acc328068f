program=skopeo
title=skopeo
suites=(bookworm trixie)
short=yes

. scripts/matrix.d/clients.d/containers.sh

client_pull() {
    rm -rf copy
    skopeo copy --src-tls-verify=false "docker://$1" dir:copy && [ -e "copy/$image_id" ]
}

client_push() { skopeo copy --dest-tls-verify=false "oci:$cell/image:1" "docker://$1"; }
