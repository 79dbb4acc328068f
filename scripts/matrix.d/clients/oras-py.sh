title='oras (Python)'
suites=(bookworm)
packages+=(apache2-utils)
python=(oras==0.2.43)

# shellcheck disable=SC1091
. scripts/lib/registry.sh
. scripts/matrix.d/clients.d/python.sh

version() { python_version oras; }
client_login() { python_call oras_py.py login "$registry" <<<"$token"; }
client_logout() { python_call oras_py.py logout "$registry"; }
client_pull() { python_call oras_py.py pull "$1"; }
client_push() { python_call oras_py.py push "$@"; }

check_login() {
    # Without "auths" it ends in an error of Python's.
    write .docker/config.json '{"auths": {}, "credsStore": "pat"}'
    client_login
    is_empty pat
    grep '"auth": *"' .docker/config.json
    refused docker-credential-pat doctor --only secrets
    cannot "keeps it in plain text in config.json, whatever that says of helpers; \`doctor\` finds it"
}

check_logout() { erases_no_login "asks no helper; \`docker logout\` does it"; }

# Its token to look is all that it has to write, which Docker's registry answers with 401: with a registry of passwords
# there are no tokens.
check_push() {
    client_configure pat
    keep pat
    refused client_push "$pushed"
    start_registry "$HOME/registry"
    keep pat
    client_push "$registry/ann/pushed:1" basic
    kill "$registry_pid"
    is_published "$registry/ann/pushed:1" "$HOME/registry"
    remark "to a registry that takes passwords; where a token server is asked, it asks for leave to pull alone, and cannot push"
}
