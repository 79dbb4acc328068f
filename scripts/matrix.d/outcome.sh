# Sourced by cell, and by what it starts: how it ends, and what the table is to say of it.

# remark TEXT: what the table is to say of it.
remark() { printf '%s' "$*" | tr '\t\n' '  ' >"$cell/remark"; }
# die TEXT: the cell fails.
die() { remark "$@"; say "error: $*"; exit 1; }
# cannot TEXT: what was just seen cannot work, by the fault of whatever the helper works with.
cannot() { remark "$@"; say "cannot: $*"; exit 77; }
# package_version PACKAGE: the one that is installed, without what Debian adds.
package_version() { dpkg-query -W -f '${source:Upstream-Version}\n' "$1" | sed 's/+dfsg.*//'; }
