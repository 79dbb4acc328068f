#!/bin/sh
# Installs docker-credential-pat from this directory.
#
#   ./install.sh               into /usr/local for root, else into ~/.local
#   PREFIX=DIR ./install.sh    into DIR
#   ./install.sh --uninstall   removes what it has installed there (with the same PREFIX)
#
# A newer version is installed over an older one. Needs libsecret (on Debian and Ubuntu the package libsecret-1-0), and
# touches nothing but DIR: neither your keyring nor docker's configuration.

set -eu
umask 022
say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

wanted=install
case $#:${1:-} in
0:) ;;
1:--help | 1:-h) sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; exit 0 ;;
1:--uninstall) wanted=uninstall ;;
*) die "this is not understood: $*; see ./install.sh --help" ;;
esac

if [ "$(id -u)" = 0 ]; then default=/usr/local; else default=${HOME:?is not set: set PREFIX}/.local; fi
prefix=${PREFIX:-$default}
case $prefix in /*) ;; *) die "PREFIX is not an absolute path: $prefix" ;; esac
cd "$(dirname "$0")"
program=bin/docker-credential-pat
# What was installed, a line for each file, after it a line with a slash at its end for each directory that was made.
record=share/docker-credential-pat/installed

# files: what this archive installs.
files() {
    find bin share -type f | LC_ALL=C sort
    say "$record"
}

# missing_directories: those that the files want and that are not there, the deepest first.
missing_directories() {
    files | while read -r file; do
        directory=${file%/*}
        until [ -d "$prefix/$directory" ]; do
            say "$directory/"
            case $directory in */*) directory=${directory%/*} ;; *) break ;; esac
        done
    done | LC_ALL=C sort -ru
}

# recorded: what was installed before.
recorded() { if [ -f "$prefix/$record" ]; then cat "$prefix/$record"; fi; }

# put FILE: in one step, since it may be in use.
put() {
    mkdir -p "$prefix/${1%/*}"
    cp "$1" "$prefix/$1.new"
    mv -f "$prefix/$1.new" "$prefix/$1"
}

# remove_all: of the files and directories that are read those that are there; a directory only when it is empty.
remove_all() {
    while read -r name; do
        case /$name in
        */../*) die "$prefix/$record is damaged: $name" ;;
        */) rmdir "$prefix/$name" 2>/dev/null || true ;;
        *) rm -f "$prefix/$name" ;;
        esac
    done
}

if [ $wanted = uninstall ]; then
    [ -f "$prefix/$record" ] || die "nothing of this program is installed in $prefix: set PREFIX"
    list=$(recorded)
    say "$list" | remove_all
    say "removed docker-credential-pat from $prefix"
    say "what it keeps is still in your keyring; docker's configuration may still name it (\"credsStore\": \"pat\")"
    exit
fi

# Before anything is written.
reason=$("$program" version 2>&1) || {
    case $reason in
    *libsecret*) die "libsecret is missing: install it first (Debian, Ubuntu: libsecret-1-0; Fedora, Arch: libsecret)" ;;
    *) die "it does not run on this machine: $reason" ;;
    esac
}
mkdir -p "$prefix" 2>/dev/null || die "cannot make $prefix: set PREFIX"
[ -w "$prefix" ] || die "cannot write to $prefix: set PREFIX"

before=$(recorded)
directories=$(missing_directories)
files | while read -r file; do [ "$file" = "$record" ] || put "$file"; done
# What the version before had, and this one has not.
say "$before" | grep -v '/$' | while read -r file; do
    [ -z "$file" ] || files | grep -qxF "$file" || say "$file"
done | remove_all
mkdir -p "$prefix/${record%/*}"
{ files; { say "$directories"; say "$before" | grep '/$' || true; } | grep . | LC_ALL=C sort -ru || true; } >"$prefix/$record.new"
mv -f "$prefix/$record.new" "$prefix/$record"

say "installed $prefix/$program, version ${reason#docker-credential-pat }"
case :$PATH: in *":$prefix/bin:"*) ;; *) say "put it on your PATH: export PATH=\"$prefix/bin:\$PATH\"" ;; esac
say "next: docker-credential-pat setup; for a plugin of docker's (docker pat): docker-credential-pat setup --plugin"
