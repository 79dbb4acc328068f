title=cosign
suites=(trixie)
packages+=(cosign)

# It calls itself "devel".
version() { package_version cosign; }
client_login() { printf %s "$token" | cosign login --username ann --password-stdin "$registry"; }
client_logout() { cosign logout "$registry"; }

client_pull() {
    rm -rf saved
    cosign save --dir saved "$1" && [ -e "saved/blobs/sha256/$image_id" ]
}

client_push() {
    echo hello >file
    cosign upload blob -f file "$1"
}

# What it is there for: a signature, which goes beside the image.
check_push() {
    usual_push
    export COSIGN_PASSWORD=
    cosign generate-key-pair
    cosign sign --yes --key cosign.key --tlog-upload=false "$image"
    cosign verify --key cosign.pub --insecure-ignore-tlog "$image"
    remark "a signature, too"
}

check_logout() { erases_no_login "has none; \`docker logout\` does it"; }
