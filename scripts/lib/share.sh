# Sourced by scripts/install and scripts/package: what is installed beside the program.

# install_share DIRECTORY: the manual page and the shells' completions, into a directory such as /usr/share.
install_share() {
    local file
    while read -r file; do
        install -D -m 644 "scripts/share/$file" "$1/$file" || die "cannot write to $1: set PREFIX"
    done < <(cd scripts/share && find . -type f | sed 's|^\./||')
}
