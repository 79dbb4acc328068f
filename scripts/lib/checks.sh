# Sourced by scripts/check and scripts/test: what is looked at without being run.

check_style() {
    say "checking the style"
    swift_here format lint --strict -r Sources Tests Package.swift
    check_comments
    where_there_is shellcheck check_scripts
    where_there_is actionlint actionlint .github/workflows/*.yml
}

# check_comments: no line of one is longer than a line of Swift may be. swift format looks at code alone.
check_comments() {
    local long
    long=$(LC_ALL=C.UTF-8 grep -rnIE --exclude='*.md' '^.{121,}' Sources Tests scripts .ci |
        grep -E '^[^:]+:[0-9]+: *(#|//|/\*|\* )' | cut -d: -f1,2) || true
    [ -z "$long" ] || die "comments with lines of more than 120 characters:"$'\n'"$long"
}

check_scripts() {
    local scripts
    mapfile -t scripts < <(grep -rl --exclude='*.seeds' '^#!/bin/\(ba\)\?sh$' scripts .ci)
    shellcheck --external-sources --source-path=SCRIPTDIR:. "${scripts[@]}"
    # Alone, a part of a script does not show who gives it a variable, nor who reads one.
    shellcheck --external-sources --shell=bash --exclude=SC2034,SC2154 scripts/lib/*.sh scripts/matrix.d/*.sh scripts/matrix.d/*/*.sh
    shellcheck --shell=bash scripts/share/bash-completion/completions/*
}

# where_there_is PROGRAM COMMAND...: runs it where PROGRAM is installed, else says that it was not run.
where_there_is() {
    if command -v "$1" >/dev/null; then "${@:2}"; else say "not checked: $1 is not installed"; fi
}
