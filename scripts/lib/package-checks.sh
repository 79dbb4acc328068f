# Sourced by scripts/test-packages and scripts/matrix: what is looked at without being installed, and what is installed.

# check_package DIRECTORY: the Debian package in DIRECTORY/packages.
check_package() {
    local package tree=$1/unpacked
    package=$(echo "$1"/packages/*.deb)
    say "checking the packages"
    # As root it warns of nothing but that it is root.
    lintian --fail-on error,warning --tag-display-limit 0 "$package" 2> >(grep -v 'root privileges' >&2) ||
        die "lintian has found faults"
    dpkg-deb -x "$package" "$tree"
    [ "$("$tree/usr/bin/docker-credential-pat" version)" = "docker-credential-pat $(dpkg-deb -f "$package" Version)" ] ||
        die "the package and the program in it have different versions"
    # By their names alone: some have another place in Debian.
    find scripts/share scripts/package.d/systemd -type f -printf '%f\n' | while read -r name; do
        find "$tree" -name "$name" -o -name "$name.gz" | grep -q . || die "$name is not in the package"
    done
    for library in libsecret-1-0 libc6; do
        dpkg-deb -f "$package" Depends | grep -qE "(^| )$library \(>= [0-9.]+\)" || die "the package does not depend on $library"
    done
    if ldd "$tree/usr/bin/docker-credential-pat" | grep -i swift; then die "the program needs a Swift library"; fi
    if grep -rqF "$PWD" "$tree"; then die "the path of this checkout is in the package"; fi
}

# check_sums DIRECTORY: as whoever has downloaded the packages.
check_sums() {
    (cd "$1" && sha256sum --check --quiet SHA256SUMS) || die "SHA256SUMS are not those of the packages"
    [ "$(wc -l <"$1/SHA256SUMS")" = 2 ] || die "SHA256SUMS does not name the two packages"
}

# check_reproducible DIRECTORY: makes the packages of these sources once more, in another directory, with nothing that
# was built before.
check_reproducible() {
    local copy="$1/another directory"
    say "making the packages once more"
    git -c safe.directory="$PWD" clone --quiet --no-checkout . "$copy"
    git -c safe.directory="$PWD" ls-files -z --cached --others --exclude-standard |
        xargs -0 cp -a --parents --target-directory="$copy"
    "$copy/scripts/package" "$1/again" >/dev/null
    (cd "$1/again" && sha256sum --check --quiet "$1/packages/SHA256SUMS") ||
        die "the same sources have made other packages in another directory"
}

# take_ages DIRECTORY: of DIRECTORY/packages, for scripts/package.d/life.sh: DIRECTORY/made, with new.deb and
# new.tar.gz, and with old.deb and old.tar.gz of the last release; before there is one, those are of the same program
# with an older version and a file that the new one has no more.
take_ages() {
    rm -rf "$1/made"
    mkdir "$1/made"
    cp "$1"/packages/*.deb "$1/made/new.deb"
    cp "$1"/packages/*.tar.gz "$1/made/new.tar.gz"
    local tag tree=$1/older
    tag=$(git -c safe.directory="$PWD" tag --merged HEAD --no-contains HEAD --sort=-version:refname |
        grep -E '^[0-9]+(\.[0-9]+)*$' | head -1 || true)
    if [ -n "$tag" ] && git -c safe.directory="$PWD" cat-file -e "$tag:scripts/package" 2>/dev/null; then
        say "making the packages of $tag"
        git -c safe.directory="$PWD" -c advice.detachedHead=false clone --quiet --branch "$tag" . "$tree"
        "$tree/scripts/package" "$tree/packages" >/dev/null
        cp "$tree"/packages/*.deb "$1/made/old.deb"
        cp "$tree"/packages/*.tar.gz "$1/made/old.tar.gz"
    else
        dpkg-deb -R "$1"/packages/*.deb "$tree"
        sed -i 's/^Version: .*/Version: 0.0.1/' "$tree/DEBIAN/control"
        touch "$tree/usr/share/doc/docker-credential-pat/gone"
        dpkg-deb --root-owner-group --build "$tree" "$1/made/old.deb" >&2
        mkdir -p "$tree/archive/old"
        tar -x -z -C "$tree/archive/old" --strip-components=1 -f "$1"/packages/*.tar.gz
        install -D -m 644 /dev/null "$tree/archive/old/share/doc/docker-credential-pat/gone"
        tar -c -z -C "$tree/archive" -f "$1/made/old.tar.gz" old
    fi
    rm -rf "$tree"
}
