title=oras
suites=(trixie)
packages+=(oras)

version() { oras version | sed -nE 's/^Version: +([0-9.]+).*/\1/p'; }
client_login() { printf %s "$token" | oras login --plain-http --username ann --password-stdin "$registry"; }
client_logout() { oras logout "$registry"; }

client_pull() {
    rm -rf copy
    oras copy --from-plain-http --to-oci-layout "$1" copy:1 && [ -e "copy/blobs/sha256/$image_id" ]
}

client_push() {
    echo hello >file
    oras push --plain-http "$1" file:text/plain
}
