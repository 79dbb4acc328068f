# Sourced by the rows of podman, buildah and skopeo: what is the same in all three. The program is $program. They
# pass over docker's credsStore; registries.conf has a word for the same.

version() { "$program" --version | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1; }
client_login() { printf %s "$token" | "$program" login --tls-verify=false --username ann --password-stdin "$registry"; }
client_logout() { "$program" logout "$registry"; }
client_configure() { containers_files '' "\"$registry\": \"$1\""; }

# containers_files HELPERS-OF-REGISTRIES.CONF HELPERS-OF-AUTH.JSON: how they are told.
containers_files() {
    export REGISTRY_AUTH_FILE=$HOME/.config/containers/auth.json
    write .config/containers/policy.json '{"default": [{"type": "insecureAcceptAnything"}]}'
    write .config/containers/registries.conf "credential-helpers = [$1]"
    write .config/containers/auth.json "{\"credHelpers\": {$2}}"
    # vfs works on every file system. The home is removed at the end, and without root nobody could remove these.
    write .config/containers/storage.conf "[storage]
driver = \"vfs\"
graphroot = \"/var/tmp/containers\"
runroot = \"/var/tmp/containers-run\""
    # Root does not look there by itself; others pass over what it says of places when it is named.
    [ "$UID" != 0 ] || export CONTAINERS_STORAGE_CONF=$HOME/.config/containers/storage.conf
}

check_credsStore() {
    containers_files '' ''
    write .docker/config.json '{"credsStore": "pat"}'
    keep pat
    refused client_pull "$image"
    # The doctor knows.
    docker-credential-pat doctor --only podman | grep "does not ask this helper"
    containers_files '"pat"' ''
    answers pat
    remark "as \`credential-helpers\` in registries.conf; it passes over docker's \`credsStore\`, and \`doctor\` says so"
}

check_credHelpers() {
    client_configure pat
    answers pat
    # docker's own file is the second that they read.
    rm "$REGISTRY_AUTH_FILE"
    unset REGISTRY_AUTH_FILE
    write .docker/config.json "{\"credHelpers\": {\"$registry\": \"pat\"}}"
    answers pat
    remark "in auth.json, and in docker's config.json"
}
