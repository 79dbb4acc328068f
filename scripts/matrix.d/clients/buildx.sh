title='docker buildx'
suites=(trixie)
packages+=(docker.io docker-cli docker-buildx)

version() { docker buildx version | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1; }
client_login() { docker buildx login "$registry"; }
client_logout() { docker buildx logout "$registry"; }

# A build from the image, by the BuildKit that is in dockerd; its content comes out as files.
client_pull() {
    rm -rf built context
    mkdir context
    printf 'FROM %s\n' "$1" >context/Dockerfile
    docker buildx build --pull --no-cache --output type=local,dest=built context && [ "$(cat built/hello)" = hello ]
}

client_push() {
    mkdir -p context
    printf 'FROM scratch\nCOPY Dockerfile /\n' >context/Dockerfile
    docker buildx build --push --tag "$1" context
}

check_login() { keeps_no_login "has none; \`docker login\` does it"; }
check_logout() { erases_no_login "has none; \`docker logout\` does it"; }
