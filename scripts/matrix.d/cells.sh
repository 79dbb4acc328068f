# Sourced by scripts/matrix: cells are run, and their results kept.

# in_runs: of the cells that it reads, those that are tried together, in a line: part, row, limit, columns.
in_runs() {
    awk -F '\t' -v together="$(parts_with together | xargs)" '
        BEGIN { count = split(together, list, " "); for (i = 1; i <= count; i++) joined[list[i]] }
        { key = $1 FS $2 (($1 in joined) ? "" : FS $3)
          if (!(key in limit)) { keys[++n] = key; name[key] = $1 FS $2 }
          limit[key] += $4; columns[key] = columns[key] (columns[key] ? " " : "") $3 }
        END { for (i = 1; i <= n; i++) print name[keys[i]] FS limit[keys[i]] FS columns[keys[i]] }'
}

# run_cells: those of $part, $row and $columns, for at most $limit seconds. Counts those that fail in $failed.
run_cells() {
    local suite=${row#*@} name=${row%@*} place log=$PWD/.build/matrix/log/$part-$row-${columns%% *}.log status=0
    local started=$SECONDS column result remark version
    place=$(mktemp -d)
    # A row may have another user than root.
    chmod 711 "$place"
    touch "$place/results"
    # shellcheck disable=SC2206 # words
    local command=(timeout -k 5 "$limit" env "helper=$helper" bash "$PWD/scripts/matrix.d/cell" "$part" "$name" $columns)
    if [ -n "$short" ] || [ "$suite" = here ]; then
        (load_row "$part" "$name" && need_known_packages "${packages[@]}") </dev/null
        TMPDIR=$place unshare --mount --pid --fork --kill-child --mount-proc --propagation private "${command[@]}" \
            3>"$place/results" >"$log" 2>&1 </dev/null || status=$?
    else
        # Subshells, since a row has functions and variables of its own.
        (load_row "$part" "$name" && share_layer && row_layer "$suite" "$layer_name" && echo "$layer/upper:$base") \
            >"$place/layers" </dev/null || status=1
        if [ -s "$place/layers" ]; then
            TMPDIR=$place in_layers "$(cat "$place/layers")" -- "${command[@]}" \
                3>"$place/results" >"$log" 2>&1 || status=$?
        fi
    fi
    for column in $columns; do
        IFS=$'\t' read -r _ result version remark < <(grep -P "^$column\t" "$place/results" || true) || true
        case $status,$result in
        124, | 137,) remark="it was not ready after $limit s" ;;
        *,) remark="it was not tried: see its log" ;;
        esac
        keep_result "${result:=fails}" "${remark:-}" "${version:--}"
        say "$part $row $column: $result${remark:+: $remark} ($((SECONDS - started)) s)"
        [ "$result" != fails ] || failed=$((failed + 1))
    done
    rm -rf --one-file-system "$place"
}

# keep_result RESULT REMARK VERSION: a line in the row's file, in place of the older one: part, row, column, result,
# remark, version, date.
keep_result() {
    local file=$results/$part-$row.tsv
    touch "$file"
    awk -F '\t' -v column="$column" '$3 != column' "$file" >"$file.new"
    printf '%s\t' "$part" "$row" "$column" "$1" "$2" "$3" >>"$file.new"
    date +%F >>"$file.new"
    sort -o "$file" "$file.new"
    rm "$file.new"
}

# write_report: scripts/bench.d/matrix.md, of all results that are kept.
write_report() {
    need_programs python3=python3
    (short='' && for part in $(all_parts); do cells_of "$part"; done) | python3 scripts/matrix.d/report.py
}
