title=compose
suites=(bookworm trixie)
packages+=(docker.io 'docker-cli|docker.io' docker-compose)

. scripts/matrix.d/clients.d/docker.sh

# compose ARGUMENT...: the program, or the plugin of docker that came after it.
compose() {
    if command -v docker-compose >/dev/null; then docker-compose "$@"; else docker compose "$@"; fi
}

version() { compose version --short | sed 's/-.*//'; }
client_login() { compose login "$registry"; }
client_logout() { compose logout "$registry"; }

# project IMAGE: one of a single service.
project() {
    mkdir -p project
    printf 'FROM scratch\nCOPY compose.yaml /\n' >project/Dockerfile
    printf 'version: "3"\nservices:\n  one:\n    image: %s\n    build: .\n' "$1" >project/compose.yaml
}

client_pull() {
    project "$1"
    forget_image "$1"
    (cd project && compose pull) && has_image "$1"
}

client_push() {
    project "$1"
    make_image "$1" && (cd project && compose push)
}

check_login() { keeps_no_login "has none; \`docker login\` does it"; }
check_logout() { erases_no_login "has none; \`docker logout\` does it"; }
