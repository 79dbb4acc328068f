# Sourced by scripts/matrix and by each cell: what parts, rows and columns there are.
#
# A part is a file here, such as providers.sh: its columns, in order, and for each a function that tries it.
#
#   column [--short] NAME SECONDS TITLE       SECONDS is how long it may take
#   try_NAME                                  on the row: succeeds, or ends by `die` or `cannot` (in cell)
#   packages                                  an array: what a row's Debian needs for this part; NAME|NAME: the first
#                                             that is known there
#   together=yes                              a row's columns are tried in one go, and all rows of a suite in one Debian
#   tests=yes                                 its columns run Swift tests
#   packaged=yes                              they want a release's packages, in .build/matrix/made (see take_ages)
#   prepare                                   a function that is called first, for all of the columns
#
# A row is a file in the folder of its part, such as providers/gnome-keyring.sh; what it has of its own comes after the
# part's, and may replace a column's function.
#
#   title                                     as people call it
#   suites                                    an array: the Debians in which it is tried; each is a row, NAME@SUITE;
#                                             `here` is this machine itself
#   packages+=(...)                           what it needs there
#   python=(...)                              libraries for Python, with their versions; source:NAME is one's source
#   short=yes                                 --short has it tried, on this machine itself
#   version                                   a function that prints which it is

is_part() { [ -f "scripts/matrix.d/$1.sh" ] && [ -d "scripts/matrix.d/$1" ]; }
all_parts() {
    local part
    for part in providers clients distributions; do if is_part "$part"; then echo "$part"; fi; done
}

# parts_with NAME: those that say it of themselves.
parts_with() {
    local part
    for part in $(all_parts); do (
        columns=() packages=()
        # shellcheck disable=SC1090
        . "scripts/matrix.d/$part.sh"
        if [ -n "${!1:-}" ]; then echo "$part"; fi
    ); done
}

# load_row PART ROW: sets what they define. A ROW has no suite in its name here.
load_row() {
    columns=() packages=() python=() suites=() short='' together=''
    # shellcheck disable=SC1090
    . "scripts/matrix.d/$1.sh"
    # shellcheck disable=SC1090
    . "scripts/matrix.d/$1/$2.sh"
}

column() {
    local is_short=no
    if [ "$1" = --short ]; then is_short=yes; shift; fi
    columns+=("$1"$'\t'"$2"$'\t'"$3"$'\t'"$is_short")
}

# shellcheck disable=SC1091
this_suite() { (. /etc/os-release && echo "${VERSION_CODENAME:-here}"); }

# cells_of PART: a line for each: part, row, column, limit, the column's title, the row's title. With $short, of this
# machine's suite only.
cells_of() {
    local file wanted=${short:-}
    for file in "scripts/matrix.d/$1"/*.sh; do (
        row=$(basename "$file" .sh)
        load_row "$1" "$row"
        if [ -n "$wanted" ]; then [ -n "$short" ] || exit 0; suites=("$(this_suite)"); fi
        for suite in "${suites[@]}"; do
            for line in "${columns[@]}"; do
                IFS=$'\t' read -r column limit heading is_short <<<"$line"
                if [ -z "$wanted" ] || [ "$is_short" = yes ]; then
                    printf '%s\t' "$1" "$row@$suite" "$column" "$limit" "$heading"
                    printf '%s\n' "$title"
                fi
            done
        done
    ); done
}

# choose NAME...: of the cells that it reads, those of the named rows (with their suite or without), and of these the
# named columns; without names all.
choose() {
    awk -F '\t' -v names="$*" '
        BEGIN { count = split(names, list, " ") }
        { cell[NR] = $0; row[NR] = $2; plain[NR] = $2; sub(/@.*/, "", plain[NR]); column[NR] = $3
          for (i = 1; i <= count; i++) { if (list[i] == $2 || list[i] == plain[NR]) rows[list[i]]
              if (list[i] == $3) columns[list[i]] } }
        END { for (i = 1; i <= count; i++) if (!(list[i] in rows) && !(list[i] in columns)) {
                print "error: there is no row and no column " list[i] >"/dev/stderr"; exit 1 }
              for (n = 1; n <= NR; n++)
                if ((length(rows) == 0 || row[n] in rows || plain[n] in rows) &&
                    (length(columns) == 0 || column[n] in columns)) print cell[n] }'
}
