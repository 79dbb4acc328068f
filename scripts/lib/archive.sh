# Sourced by scripts/package: the archive, for where there are no Debian packages.

# make_archive DIRECTORY: into DIRECTORY/out.
make_archive() {
    local name=docker-credential-pat-$version-linux-$architecture
    local tree=$1/archive/$name
    install -D -m 755 "$helper" "$tree/bin/docker-credential-pat"
    install_share "$tree/share"
    install -m 755 scripts/package.d/install.sh "$tree/install.sh"
    install -m 644 scripts/package.d/copyright "$tree/copyright"
    settle "$tree"
    mkdir -p "$1/out"
    tar --create --directory "$1/archive" --format=gnu --sort=name --owner=0 --group=0 --numeric-owner "$name" |
        gzip -9n >"$1/out/$name.tar.gz"
}
