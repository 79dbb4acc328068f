# Sourced by the scripts: the checkout's root, words for people, packages and the build.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. scripts/lib/packages.sh
. scripts/lib/build.sh

# say TEXT: progress, for people.
say() { printf '%s\n' "$*" >&2; }

# die TEXT: the reason, then the end.
die() { say "error: $*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "this needs root to run '$*': become root, or install sudo"
    fi
}
