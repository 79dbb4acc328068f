# Sourced by scripts/package.d/try: a registry and a docker daemon, which end with the namespace that they are in.

# start_registry: with one account, ann, and its $token, at $registry.
start_registry() {
    # Shaped like a token of Docker Hub's.
    token=dckr_pat_$(tr -dc A-Za-z0-9 </dev/urandom | head -c 27 || true)
    mkdir /try/registry
    printf %s "$token" | htpasswd -niB ann >/try/registry/htpasswd 2>/dev/null
    # Port 0: the system chooses a free one.
    cat >/try/registry/config.yml <<YML
version: 0.1
log: {level: info}
storage: {filesystem: {rootdirectory: /try/registry/data}}
http: {addr: "127.0.0.1:0"}
auth: {htpasswd: {realm: try, path: /try/registry/htpasswd}}
YML
    docker-registry serve /try/registry/config.yml >/try/registry/log 2>&1 &
    wait_until grep -q 'listening on' /try/registry/log
    registry=$(grep -oE 'listening on 127\.0\.0\.1:[0-9]+' /try/registry/log | grep -oE '127.*')
}

# start_docker: it touches neither network nor firewall.
start_docker() {
    dockerd --storage-driver=vfs --bridge=none --iptables=false --ip6tables=false >/try/dockerd.log 2>&1 &
    wait_until grep -q 'API listen on' /try/dockerd.log
}
