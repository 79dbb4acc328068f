# Sourced by scripts/package: the Debian package.

# make_debian_package DIRECTORY: into DIRECTORY/out. (deb(5), Debian Policy 4.6)
make_debian_package() {
    local tree=$1/debian
    install -D -m 755 "$helper" "$tree/usr/bin/docker-credential-pat"
    install_share "$tree/usr/share"
    # Where Debian's zsh looks.
    mv "$tree/usr/share/zsh/site-functions" "$tree/usr/share/zsh/vendor-completions"
    install -d "$tree/usr/libexec/docker/cli-plugins" "$tree/usr/lib/systemd/user"
    ln -s ../../../bin/docker-credential-pat "$tree/usr/libexec/docker/cli-plugins/docker-pat"
    # Whoever wants to be reminded enables the timer, or has `setup --remind` do it.
    install -m 644 scripts/package.d/systemd/docker-credential-pat.{service,timer} "$tree/usr/lib/systemd/user/"
    install_debian_documents "$tree/usr/share"
    find "$tree/usr/share/man" -type f -exec gzip -9n {} +

    mkdir "$tree/DEBIAN"
    (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    write_debian_control "$tree" >"$tree/DEBIAN/control"
    settle "$tree"
    mkdir -p "$1/out"
    dpkg-deb --root-owner-group -Zxz --build "$tree" "$1/out/docker-credential-pat_${version}_$architecture.deb" >&2
}

# install_debian_documents SHARE: what Debian wants of every package.
install_debian_documents() {
    local documents=$1/doc/docker-credential-pat
    install -D -m 644 scripts/package.d/copyright "$documents/copyright"
    {
        printf 'docker-credential-pat (%s) unstable; urgency=medium\n\n' "$version"
        printf '  * Release %s.\n\n' "$version"
        printf ' -- %s  %s\n' "$maintainer" "$(date --utc -R --date="@$SOURCE_DATE_EPOCH")"
    } | gzip -9n >"$documents/changelog.gz"
    if [ -s scripts/package.d/lintian-overrides ]; then
        install -D -m 644 scripts/package.d/lintian-overrides "$1/lintian/overrides/docker-credential-pat"
    fi
}

# libcurl is loaded by its name when a verb wants the network: no package but libsecret has to be there.
write_debian_control() {
    cat <<CONTROL
Package: docker-credential-pat
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(find "$1/usr" -type f -printf '%s\n' | awk '{ size += int(($1 + 1023) / 1024) } END { print size }')
Depends: $(library_dependencies "$1/usr/bin/docker-credential-pat")
Recommends: ca-certificates, libcurl4t64 | libcurl4
Suggests: gnome-keyring
Enhances: docker-cli, docker.io, podman, skopeo
Section: utils
Priority: optional
Description: Docker credential helper that knows what a token is
 Keeps registry tokens for docker, compose, buildx, podman, buildah and
 skopeo in the system keyring (GNOME Keyring, KWallet, KeePassXC) through
 libsecret or, on a machine without a desktop, in an encrypted file.
 .
 It is right in every state that a keyring can be in, tells a mistyped token
 from a good one, and warns before a token expires. It uses the same keyring
 items as docker-credential-secretservice.
CONTROL
}

# library_dependencies PROGRAM: the packages of the libraries that it is linked with, and their versions.
library_dependencies() {
    local place answer
    place=$(mktemp -d)
    mkdir "$place/debian"
    printf 'Source: docker-credential-pat\n\nPackage: docker-credential-pat\nArchitecture: any\n' >"$place/debian/control"
    answer=$(cd "$place" && dpkg-shlibdeps -O "$1") || die "dpkg-shlibdeps does not know what $1 needs"
    rm -r "$place"
    printf '%s\n' "${answer#shlibs:Depends=}"
}
