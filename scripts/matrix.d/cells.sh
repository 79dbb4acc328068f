# Sourced by scripts/matrix: a cell is run, and its result kept.

# run_cell: the one of $part, $row and $column, for at most $limit seconds. Fails if the cell fails.
run_cell() {
    local suite=${row#*@} name=${row%@*} place log=$PWD/.build/matrix/log/$part-$row-$column.log status=0 started=$SECONDS
    local result remark version
    place=$(mktemp -d)
    local command=(timeout -k 5 "$limit" env "helper=$helper" bash "$PWD/scripts/matrix.d/cell" "$part" "$name" "$column")
    if [ -n "$short" ]; then
        (load_row "$part" "$name" && need_packages "${packages[@]}") </dev/null
        TMPDIR=$place unshare --mount --pid --fork --kill-child --mount-proc --propagation private "${command[@]}" \
            3>"$place/result" >"$log" 2>&1 </dev/null || status=$?
    else
        # Subshells, since a row has functions and variables of its own.
        (load_row "$part" "$name" && row_layer "$suite" "$part-$name" "${packages[@]}" && echo "$layer/upper:$base") \
            >"$place/layers" </dev/null || echo "fails"$'\t-\t'"its Debian could not be made" >"$place/result"
        if [ -s "$place/layers" ]; then
            TMPDIR=$place in_layers "$(cat "$place/layers")" -- "${command[@]}" \
                3>"$place/result" >"$log" 2>&1 || status=$?
        fi
    fi
    IFS=$'\t' read -r result version remark <"$place/result" || true
    case $status in 124 | 137) result=fails remark="it was not ready after $limit s" ;; esac
    rm -rf --one-file-system "$place"
    keep_result "${result:-fails}" "${remark:-}" "${version:--}"
    say "$part $row $column: ${result:-fails}${remark:+: $remark} ($((SECONDS - started)) s)"
    [ "${result:-fails}" != fails ]
}

# keep_result RESULT REMARK VERSION: a line in the row's file, in place of the older one: part, row, column, result, remark,
# version, date.
keep_result() {
    local file=$results/$part-$row.tsv
    touch "$file"
    awk -F '\t' -v column="$column" '$3 != column' "$file" >"$file.new"
    printf '%s\t' "$part" "$row" "$column" "$1" "$2" "$3" >>"$file.new"
    date +%F >>"$file.new"
    sort -o "$file" "$file.new"
    rm "$file.new"
}
