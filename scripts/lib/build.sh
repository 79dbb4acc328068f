# Sourced by common.sh: the toolchain, and what is built with it.

# Warnings are errors here and not in Package.swift, so that scripts/install can do without: the first new warning of
# the next compiler is no reason not to install. All other scripts build with the same options, so that nothing is built
# twice.
strict=(-Xswiftc -warnings-as-errors)

need_swift() {
    command -v swift >/dev/null || die "no swift on PATH: install Swift 6.3 or later, see https://www.swift.org/install/linux"
    need_programs pkg-config=pkg-config
    pkg-config --exists libsecret-1 || need_packages libsecret-1-dev
}

# Swift writes caches, settings and temporary files to places of the user's: here they are in the checkout. Of the home
# directory it believes the user database more than HOME, but CFFIXED_USER_HOME most.
swift_here() {
    local home=$PWD/.build/home
    mkdir -p "$home" .build/tmp
    # The package manager asks git for the version: git is not to write its index, which with sudo would be root's then.
    env GIT_OPTIONAL_LOCKS=0 HOME="$home" CFFIXED_USER_HOME="$home" XDG_CACHE_HOME="$home/.cache" \
        TMPDIR="${swift_tmp-$PWD/.build/tmp}" swift "$@"
}

# The release binary, at $helper; without symbols, unless $strip says what else to strip.
build_release() {
    say "building"
    # Swift's runtime needs the C++ library, whose start takes a sixth of the helper's: where the linker finds none but
    # the archive, it takes in what is used of it.
    local cxx
    cxx=$(clang -print-file-name=libstdc++.a 2>/dev/null || true)
    mkdir -p .build/static
    case $cxx in /*) ln -sf "$cxx" .build/static/libstdc++.a ;; esac
    # A start costs a page fault for each piece of the program that it touches. With a section for each function, what
    # the protocol's verbs call can lie together, and what nobody calls is left out. Names that are no more are ignored.
    local order=(-Xswiftc -Xfrontend -Xswiftc -function-sections
        -Xlinker "--symbol-ordering-file=$PWD/scripts/lib/release.order" -Xlinker --no-warn-symbol-ordering)
    # Of pkg-config's answer for GLib, swift refuses -pthread with a warning; it is for C compilers.
    swift_here build -c release --static-swift-stdlib --disable-local-rpath -Xswiftc "-L$PWD/.build/static" \
        -Xlinker "--script=$PWD/scripts/lib/release.ld" "${order[@]}" -Xlinker "${strip:---strip-all}" "${strict[@]}" \
        --product docker-credential-pat \
        2> >(grep -v 'prohibited flag(s): -pthread' >&2) >&2
    helper=$(swift_here build -c release --show-bin-path 2>/dev/null)/docker-credential-pat
}

# All tests, and the helper beside them.
build_tests() {
    say "building the tests"
    swift_here build --build-tests "${strict[@]}" 2> >(grep -v 'prohibited flag(s): -pthread' >&2) >&2
}

# run_tests ARGUMENT...: hands them on to `swift test`. A test that is skipped, or that is not there, is a failure.
run_tests() {
    local log=.build/test.log
    # Sockets are made below the temporary directory, and the path of a socket must be short.
    swift_tmp=/tmp swift_here test --skip-build --disable-xctest "${strict[@]}" "$@" 2>&1 | tee "$log"
    if grep -q 'Test run with 0 tests' "$log"; then die "there is no such test"; fi
    if grep -qE '^(➜|↷)|Test .* skipped' "$log"; then die "tests were skipped: see $log"; fi
}
