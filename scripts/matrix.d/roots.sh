# Sourced by scripts/matrix: the Debians in which rows are tried. What a row needs is installed once, in a layer over the
# Debian as debootstrap makes it; each cell writes into a layer of its own, in memory, which goes with it.

# row_layer SUITE NAME PACKAGE...: the row's Debian: $layer/upper, over $base. It is made again when other packages are needed.
row_layer() {
    local suite=$1 name=$2 packages=("${@:3}")
    debian_base "$suite"
    layer=$base-$name
    exec {layer_lock}>"$layer.lock"
    flock "$layer_lock"
    if [ "$(cat "$layer/packages" 2>/dev/null)" != "${packages[*]}" ]; then
        say "installing in a Debian ($suite): ${packages[*]}"
        rm -rf --one-file-system "$layer"
        mkdir -p "$layer/upper" "$layer/work"
        upper=$layer in_layers "$base" -- bash -c 'apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" && apt-get clean' \
            bash "${packages[@]}" >"$layer.log" 2>&1 || die "that failed: see $layer.log"
        echo "${packages[*]}" >"$layer/packages"
    fi
    exec {layer_lock}>&-
}

# in_layers LOWER... -- COMMAND...: runs it in a Debian of these layers, the uppermost first. What it changes is kept in
# $upper, or if there is none, in memory. This checkout and the compiler's libraries are there, at the same paths.
in_layers() {
    local lower=$1
    shift
    while [ "$1" != -- ]; do lower+=:$1; shift; done
    shift
    # shellcheck disable=SC2016
    upper=${upper:-} lower=$lower unshare --mount --propagation private bash -euc '
        . scripts/lib/common.sh
        . scripts/lib/debian-root.sh
        . scripts/matrix.d/roots.sh
        root=$(mktemp -d)
        mount -t tmpfs -o mode=755 none "$root"
        mkdir "$root/merged" "$root/upper" "$root/work"
        mount -t overlay -o "lowerdir=$lower,upperdir=${upper:-$root}/upper,workdir=${upper:-$root}/work" none "$root/merged"
        settle_root "$root/merged"
        root_binds=("$PWD" "$(toolchain)")
        status=0
        in_root "$root/merged" "$@" || status=$?
        umount -l "$root"
        rmdir "$root"
        exit $status' bash "$@"
}

# toolchain: the directory of the compiler, with the libraries that the tests are linked with.
toolchain() { realpath "$(dirname "$(realpath "$(command -v swift)")")/../.."; }
