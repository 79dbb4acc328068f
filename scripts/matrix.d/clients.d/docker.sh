# Sourced by rows: docker, and what leaves logins to it.

docker_version() { docker --version | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1; }

# has_image IMAGE: whether docker has got the very one.
has_image() { [ "$(docker image inspect --format '{{.Id}}' "$1")" = "sha256:$image_id" ]; }

forget_image() { docker image rm --force "$1" >/dev/null 2>&1 || true; }

# make_image IMAGE: another one, to push.
make_image() { tar -c -C /etc hostname | docker import - "$1"; }
