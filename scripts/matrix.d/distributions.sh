# Sourced as a part of the matrix: the packages of a release, in the distributions that they are made for.
#
# A row has what scripts/package.d/life.sh wants to know: kind, who, bus.

column install 120 'install'
column login 60 'login'
column pull 60 'pull'
column upgrade 60 'upgrade'
column remove 60 'remove'

packages=(dbus-bin dbus-daemon gnome-keyring docker.io 'docker-cli|docker.io' docker-registry apache2-utils)
together=yes
packaged=yes
# shellcheck disable=SC2034
suites=(bookworm trixie noble)

prepare() {
    . scripts/lib/registry.sh
    . scripts/package.d/life.sh
    made=$PWD/.build/matrix/made life=/var/tmp/life place=$cell
    : >"$place/log"
    # Of the program itself nothing is to be found but what the package installs.
    PATH=${PATH#"$cell/bin:"}
    rm -r "${cell:?}/bin"
    start_registry "$cell/registry" 3>&-
    start_docker "$cell/dockerd.log" 3>&-
    begin_life
}

version() { dpkg-deb -f "$made/new.deb" Version; }

try_install() { reach install; }
try_login() { reach login; }
try_pull() { reach pull; }
try_upgrade() { reach upgrade; }
try_remove() { reach remove; }
