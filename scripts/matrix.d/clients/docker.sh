title=docker
suites=(bookworm trixie)
packages+=(docker.io 'docker-cli|docker.io')

. scripts/matrix.d/clients.d/docker.sh

version() { docker_version; }
client_login() { printf %s "$token" | docker login --username ann --password-stdin "$registry"; }
client_logout() { docker logout "$registry"; }

client_pull() {
    forget_image "$1"
    docker pull "$1" && has_image "$1"
}

client_push() { make_image "$1" && docker push "$1"; }
