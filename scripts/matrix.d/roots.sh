# Sourced by scripts/matrix: the Debians in which rows are tried. What a row needs is installed once, in a layer over
# the Debian as debootstrap makes it; each cell writes into a layer of its own, in memory, which goes with it.

# share_layer: whose layer it is, $layer_name: the row's, or, if the part says $together, that of all its rows in the
# suite.
share_layer() {
    layer_name=$part-$name
    [ -n "$together" ] || return 0
    layer_name=$part
    mapfile -t packages < <(rows_words packages)
    mapfile -t python < <(rows_words python)
}

# rows_words ARRAY: what the rows of this part and suite have in it.
rows_words() {
    local file
    for file in "scripts/matrix.d/$part"/*.sh; do (
        load_row "$part" "$(basename "$file" .sh)"
        declare -n words=$1
        if [[ " ${suites[*]} " = *" $suite "* ]]; then printf '%s\n' "${words[@]}"; fi
    ); done | sed '/^$/d' | sort -u
}

# row_layer SUITE NAME: a Debian with $packages and, at /opt/python, the libraries in $python: $layer/upper, over $base.
# It is made again when something else is needed.
row_layer() {
    local suite=$1 name=$2 wanted="${packages[*]} ${python[*]}"
    debian_base "$suite"
    layer=$base-$name
    exec {layer_lock}>"$layer.lock"
    flock "$layer_lock"
    if [ "$(cat "$layer/packages" 2>/dev/null)" != "$wanted" ]; then
        say "installing in a Debian ($suite): $wanted"
        rm -rf --one-file-system "$layer"
        mkdir -p "$layer/upper" "$layer/work"
        upper=$layer in_layers "$base" -- "$PWD/scripts/matrix.d/install" "${packages[@]}" -- "${python[@]}" \
            >"$layer.log" 2>&1 || die "that failed: see $layer.log"
        echo "$wanted" >"$layer/packages"
    fi
    exec {layer_lock}>&-
}

# choose_helper: what is tried, at $helper: the release, or a copy of $HELPER_UNDER_TEST, since of this machine the
# Debians have the checkout alone.
choose_helper() {
    if [ -n "${HELPER_UNDER_TEST:-}" ]; then
        helper=$PWD/.build/matrix/docker-credential-pat
        install -D "$HELPER_UNDER_TEST" "$helper"
    else
        build_release
    fi
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
