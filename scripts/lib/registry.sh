# Sourced by scripts that have namespaces of their own, with which a registry and a docker daemon end.

# start_registry DIRECTORY: with one account, ann, and its $token, at $registry; its pid is $registry_pid.
start_registry() {
    make_token
    mkdir "$1"
    printf %s "$token" | htpasswd -niB ann >"$1/htpasswd" 2>/dev/null
    serve_registry "$1" "htpasswd: {realm: try, path: $1/htpasswd}"
}

# start_token_registry DIRECTORY: the same, but who may pull what is left to a token server: ann/ is ann's alone, and
# public/ is for whoever comes without an account.
start_token_registry() {
    local realm
    make_token
    mkdir "$1"
    cat >"$1/accounts.json" <<JSON
[{"username": "ann", "token": "$token", "namespace": "ann"}, {"username": "", "token": "", "namespace": "public"}]
JSON
    openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=token -days 2 -keyout "$1/token.key" -out "$1/token.crt" \
        2>/dev/null
    PYTHONDONTWRITEBYTECODE=1 python3 Tests/Support/TokenServer/token_server.py "$1" >"$1/tokens" 2>&1 &
    wait_until grep -q 'listening on' "$1/tokens"
    realm=http://$(sed -n 's/^listening on //p' "$1/tokens")/token
    serve_registry "$1" "token: {realm: \"$realm\", service: test, issuer: test, rootcertbundle: $1/token.crt}"
}

# Shaped like a token of Docker Hub's.
make_token() { token=dckr_pat_$(tr -dc A-Za-z0-9 </dev/urandom | head -c 27 || true); }

# serve_registry DIRECTORY ACCESS: whom it lets in, as its configuration says it.
serve_registry() {
    # Port 0: the system chooses a free one.
    cat >"$1/config.yml" <<YML
version: 0.1
log: {level: info}
storage: {filesystem: {rootdirectory: $1/data}}
http: {addr: "127.0.0.1:0"}
auth: {$2}
YML
    docker-registry serve "$1/config.yml" >"$1/log" 2>&1 &
    registry_pid=$!
    wait_until grep -q 'listening on' "$1/log"
    registry=$(grep -oE 'listening on 127\.0\.0\.1:[0-9]+' "$1/log" | grep -oE '127.*')
}

# start_docker LOG: it touches neither network nor firewall.
start_docker() {
    dockerd --storage-driver=vfs --bridge=none --iptables=false --ip6tables=false >"$1" 2>&1 &
    wait_until grep -q 'API listen on' "$1"
}
