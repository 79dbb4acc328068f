title='testcontainers (Python)'
suites=(bookworm)
packages+=(docker.io)
python=(testcontainers==4.15.0 docker==7.2.0)

. scripts/matrix.d/clients.d/python.sh

version() { python_version testcontainers; }
client_pull() { python_call testcontainers_py.py "$1"; }

check_push() {
    python_call testcontainers_py.py lacks push
    cannot "only pulls"
}

check_login() {
    python_call testcontainers_py.py lacks login
    cannot "has none; \`docker login\` does it"
}

check_logout() {
    python_call testcontainers_py.py lacks logout
    cannot "has none; \`docker logout\` does it"
}
