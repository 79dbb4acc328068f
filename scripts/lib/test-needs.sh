# Sourced by scripts/test: what the tests of each target need of the machine.

# programs_for TARGET: what its tests start, as need_programs wants it.
programs_for() {
    local keyring="dbus-daemon=dbus-daemon dbus-send=dbus-bin gnome-keyring-daemon=gnome-keyring secret-tool=libsecret-tools"
    local reference="docker-credential-secretservice=golang-docker-credential-helpers"
    local pass="docker-credential-pass=golang-docker-credential-helpers pass=pass gpg=gpg gpg-agent=gpg-agent gpgconf=gpgconf"
    local terminal="script=bsdutils perl=perl-base setsid=util-linux"
    local namespaces="mount=mount nsenter=util-linux prlimit=util-linux setpriv=util-linux unshare=util-linux"
    local prompter="Xvfb=xvfb xdotool=xdotool /usr/libexec/gcr-prompter=gcr"
    # The docker client is a package of its own since Debian 13.
    local docker="dockerd=docker.io docker=docker-cli|docker.io"
    local bash="/usr/share/bash-completion/bash_completion=bash-completion"
    case $1 in
    PersonalAccessTokenTests | CredentialHelperTests | IssuersTests) ;;
    CompletionTests)
        echo "$terminal $bash zsh=zsh fish=fish"
        ;;
    DocumentationTests) echo "mandoc=mandoc" ;;
    LibraryClientTests) echo "git=git" ;;
    StoreContractTests) echo "$keyring $reference" ;;
    CrashTests) echo "$keyring perl=perl-base" ;;
    TranscriptTests) echo "$keyring $reference $terminal python3=python3" ;;
    KeyringStateTests) echo "$keyring $reference $terminal $namespaces $prompter dunst=dunst dbus-monitor=dbus-bin xdg-dbus-proxy=xdg-dbus-proxy" ;;
    FileKeyringTests)
        echo "$keyring $reference $terminal $namespaces strace=strace systemd-analyze=systemd faketime=faketime"
        echo "$pass"
        ;;
    OnlineTests)
        echo "$keyring $terminal $namespaces docker-registry=docker-registry htpasswd=apache2-utils python3=python3"
        # curl brings one libcurl, and git the one with GnuTLS.
        echo "openssl=openssl ip=iproute2 /etc/ssl/certs/ca-certificates.crt=ca-certificates curl=curl git=git"
        echo "/usr/lib/python3/dist-packages/yaml=python3-yaml skopeo=skopeo strace=strace $docker"
        ;;
    SecrecyTests) echo "$keyring $namespaces gdb=gdb strace=strace" ;;
    EndToEndTests)
        echo "$keyring $reference $terminal $namespaces $docker"
        echo "docker-registry=docker-registry htpasswd=apache2-utils skopeo=skopeo"
        echo "$bash podman=podman buildah=buildah newuidmap=uidmap docker-compose=docker-compose"
        echo "python3=python3 openssl=openssl"
        echo "$pass dpkg-deb=dpkg git=git strip=binutils xz=xz-utils"
        ;;
    *) die "what do the tests of $1 need? Add them to ${BASH_SOURCE[0]}" ;;
    esac
}

# need_programs_for TARGET...: all that their tests start.
need_programs_for() {
    local target text entries='' programs
    for target; do
        text=$(programs_for "$target")
        entries+=" $text"
    done
    mapfile -t programs < <(tr -s ' \n' '\n' <<<"$entries" | sed '/^$/d' | sort -u)
    need_programs "${programs[@]}"
}

# Of these suites at least one test mounts something, changes a file's owner or its own user, starts dockerd, or looks
# into a process that allows it to root alone.
root_suites=(EndToEndTests PluginSetupTests RootlessTests KeyringFilesTests InstallHomeTests FileStateTests ForeignHomeTests
    FullDiskTests SetupFaultTests KernelKeyringTests PasswordTests OutOfThreadsTests RefusedBusTests FileMemoryTests
    MemoryTests ProcessTests SystemCallTests CheckTests IssuerTests HostileServerTests LibraryTests
    HubTests GitLabRotationTests KeyringTroubleTests HubKeptTokenTests TokenLifeTests RemindTests ProgressTests
    RegistryCertificatesTests HubSurpriseTests CreateTests HubProfileTests
    InstallRecipeTests TokenLifeRecipeTests UnreadableFileTests NoDevicesTests)

all_tests() { swift_here test list --skip-build --disable-xctest "${strict[@]}" 2>/dev/null; }

# chosen_tests ARGUMENT...: those of all tests that the arguments may choose, `swift test`'s own. Too many do no harm.
chosen_tests() {
    local filters=() status=0
    while [ $# -gt 0 ]; do
        case $1 in
        --filter) filters+=(-e "${2:-}"); shift ;;
        --filter=*) filters+=(-e "${1#*=}") ;;
        esac
        shift
    done
    [ ${#filters[@]} -gt 0 ] || filters=(-e '')
    all_tests | grep -E "${filters[@]}" || status=$?
    # Swift's regular expressions can do more than grep's.
    [ $status -lt 2 ] || all_tests
}

# require_root_suites: dies when one of them is not there any more.
require_root_suites() {
    local suite all
    all=$(all_tests)
    for suite in "${root_suites[@]}"; do
        grep -q "[./]$suite/" <<<"$all" || die "there is no suite $suite any more: take it out of ${BASH_SOURCE[0]}"
    done
}

# has_root_suite TEST...: whether one of them is in a suite that needs root.
has_root_suite() {
    local tests suite
    tests=$(printf '%s\n' "$@")
    for suite in "${root_suites[@]}"; do
        if grep -q "[./]$suite/" <<<"$tests"; then return 0; fi
    done
    return 1
}

# need_root_for_tests SCRIPT ARGUMENT...: becomes root, with sudo, by starting SCRIPT anew.
need_root_for_tests() {
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null || die "these tests need root: become root, or install sudo"
    exec sudo --preserve-env=CI env PATH="$PATH" "$@"
}

# need_mounts: dies where a directory cannot be mounted for one process alone, or where another cannot follow into it.
need_mounts() {
    local reason
    # shellcheck disable=SC2016
    reason=$(unshare --mount sh -c 'mount -t tmpfs none /run && nsenter --target $$ --mount test -e "$1"' sh "$PWD" 2>&1) ||
        die "tests mount directories of their own, and that is not possible here:${reason:+ $reason}
in a chroot, / must be a mount point and the root of its mount namespace (pivot_root); a container must be privileged"
}
