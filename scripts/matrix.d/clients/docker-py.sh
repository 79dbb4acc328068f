title='docker-py (Python)'
suites=(bookworm)
packages+=(docker.io)
# The source package alone has its tests, and this is the last one with tests of credential stores.
python=(docker==7.2.0 pytest==9.2.0 websocket-client==1.9.2 source:docker==6.1.3)

. scripts/matrix.d/clients.d/python.sh

version() { python_version docker; }
client_login() { python_call docker_py.py login "$registry" <<<"$token"; }
client_pull() { python_call docker_py.py pull "$1"; }
client_push() { python_call docker_py.py push "$1"; }

check_credsStore() {
    local source=/opt/python/source/docker-6.1.3
    usual_credsStore
    # Its own tests know one helper for Linux by name.
    mkdir bin
    printf '#!/bin/sh\nexec docker-credential-pat "$@"\n' >bin/docker-credential-secretservice
    chmod 755 bin/docker-credential-secretservice
    PATH=$HOME/bin:$PATH PYTHONPATH=$source PYTHONDONTWRITEBYTECODE=1 /opt/python/bin/python -m pytest \
        -p no:cacheprovider --noconftest --rootdir "$source" "$source/tests/integration/credentials" | tee tests
    remark "and $(grep -oE '[0-9]+ passed' tests | head -n 1) of the credential-store tests of docker-py 6.1.3"
}

check_login() {
    client_configure pat
    client_login
    keeps_no_login "keeps it in memory, for as long as it runs"
}

check_logout() {
    python_call docker_py.py lacks logout
    cannot "has none"
}
