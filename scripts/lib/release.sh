# Sourced by scripts/package: which release it is.

# read_release: $version, as the helper says it, $architecture, $maintainer, and SOURCE_DATE_EPOCH, the time of all
# files in the packages.
read_release() {
    version=$("$helper" version)
    version=${version#docker-credential-pat }
    [[ $version =~ ^[0-9]+(\.[0-9]+)*$ ]] || die "this is no version: $version"
    architecture=$(dpkg --print-architecture)
    # With sudo the checkout is somebody else's.
    commit() { git -c safe.directory="$PWD" log -1 --no-show-signature --format="$1"; }
    maintainer=$(commit '%an <%ae>') || die "this is no clone of the repository: who made it, and when, is not known"
    export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(commit %ct)}
}

# settle DIRECTORY: gives all below it the release's time.
settle() { find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +; }
