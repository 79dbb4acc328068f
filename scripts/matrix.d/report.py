"""Writes scripts/bench.d/matrix.md from the results that are kept; reads what cells there are from standard input."""
import pathlib
import statistics
import sys

HERE = pathlib.Path(__file__).parent
REPORT = HERE.parent / "bench.d" / "matrix.md"
SUITES = {"bookworm": "Debian 12", "trixie": "Debian 13", "noble": "Ubuntu 24.04", "here": "the first on PATH"}

# What a part tries, where its headings do not say it.
ABOUT = {
    "providers": "Each keyring by what is kept in it, then by what is said of it. The reference helper is "
    "`docker-credential-secretservice`: what the one has stored, the other reads, replaces and erases. A prompt is "
    "dismissed at once and after a while; a keyring is killed amid stores, and started again.",
    "clients": "Each client by the places in which it names a helper, then by what it does. While nothing is kept it pulls "
    "a public image, and refuses a private one. Of a locked keyring, and of one that does not answer in time, it shows "
    "what the helper says. A warning on standard error does no harm, and with a profile it uses that one's account alone.",
    "distributions": "What `scripts/package` makes: installed as the older version; `setup`, then `docker login`; docker pushes "
    "and pulls; the newer version over it, and another pull; `docker logout`, `setup --undo`, removed without a trace.",
}


def kept():
    """The results, by part, row and column: (result, remark, version, date)."""
    results = {}
    for file in sorted((HERE / "results").glob("*.tsv")):
        for line in file.read_text().splitlines():
            part, row, column, *result = line.split("\t")
            results[part, row, column] = result
    return results


def cells():
    """What cells there are: for each part its rows and its columns, with their titles, in order."""
    parts = {}
    for line in sys.stdin.read().splitlines():
        part, row, column, _, heading, title = line.split("\t")
        rows, columns = parts.setdefault(part, ({}, {}))
        rows[row] = title
        columns[column] = heading
    return parts


def named(row, title, results):
    """A row's title, with the newest version that was tried, and in which distribution."""
    suite = row.partition("@")[2]
    version = max(((date, version) for _, _, version, date in results if version != "-"), default=("", ""))[1]
    return f"{title} {version}".strip() + f", {SUITES.get(suite, suite)}"


def table(part, rows, columns, results):
    """The part as lines of Markdown: a table, and under it the remarks."""
    notes, dates = {}, set()
    lines = ["| |" + "".join(f" {heading} |" for heading in columns.values()), "|---|" + "---|" * len(columns)]
    for row, title in rows.items():
        known = [results[part, row, column] for column in columns if (part, row, column) in results]
        line = f"| {named(row, title, known)} |"
        for column in columns:
            result, remark, _, date = results.get((part, row, column), ("not run", "", "", ""))
            dates.add(date)
            mark = f" [{notes.setdefault(remark, len(notes) + 1)}]" if remark else ""
            line += f" {result}{mark} |"
        lines.append(line)
    dates.discard("")
    when = " to ".join(sorted({min(dates), max(dates)})) if dates else "never"
    lines += ["", *[f"{number}. {remark}" for remark, number in notes.items()]]
    about = [ABOUT[part], ""] if part in ABOUT else []
    return [f"## {part.capitalize()}", "", f"Run: {when}.", "", *about, *lines, ""]


def rounds():
    """How long KeePassXC lives, by keepassxc-rounds: lines of Markdown."""
    lines = ["### KeePassXC under quick changes", "",
             "It saves in a thread of its own while it takes further changes, and now and then crashes by that. A helper"
             " that waits after each change until it has saved does not provoke it. Rounds of store (of a new server, which"
             " is one change), get and, every second time, erase that it lived through, in each run with a new database; as"
             " many as were tried are the last number. `scripts/matrix.d/keepassxc-rounds` measures it.", "",
             "| | Database | Program | Runs | Ended early | Median of rounds | Rounds |", "|---|---|---|--:|--:|--:|---|"]
    for line in (HERE / "results" / "keepassxc-rounds").read_text().splitlines():
        date, suite, program, entries, opens_in, most, lived = line.split("\t")
        database = f"{int(entries):,} entries, opened in {int(opens_in) / 1000:g} s"
        lived = sorted(int(number) for number in lived.split())
        crashed = sum(number < int(most) for number in lived)
        lines.append(f"| {SUITES[suite]}, {date} | {database} | `{program}` | {len(lived)} | {crashed} |"
                     f" {statistics.median(lived):g} of {most} | {', '.join(map(str, lived))} |")
    return [*lines, ""]


def main():
    results = kept()
    lines = ["# On what the helper was tried", "",
             "Written by `scripts/matrix --markdown`, which says what the words mean; each cell is the result of a test.", ""]
    for part, (rows, columns) in cells().items():
        lines += table(part, rows, columns, results)
        if part == "providers":
            lines += rounds()
    REPORT.write_text("\n".join(lines).rstrip() + "\n")


main()
