"""What was measured, as text, as JSON or as the tables of results.md, and which targets are met."""
import datetime
import json
import os
import pathlib

import plot

MIB = 1 << 20
RESULTS = pathlib.Path(__file__).with_name("results.md")

# What, the helper's call, the call compared with, at most: ratios of medians. A call is (verb, size, program).
TARGETS = [
    *[(f"`get`, {size} item{'s' * (size > 1)}", ("get", size, "helper"), ("get", size, other), most)
      for size in (1, 10) for other, most in (("reference", 0.82), ("floor", 1.12))],
    ("`store` over an existing item, 10 items", ("store", 10, "helper"), ("store", 10, "reference"), 0.90),
    ("`erase` of an existing item, 10 items", ("erase", 10, "helper"), ("erase", 10, "reference"), 0.90),
    ("`list`, 10 items", ("list", 10, "helper"), ("list", 10, "reference"), 0.42),
    ("`list`, 1,000 items", ("list", 1000, "helper"), ("list", 1000, "reference"), 0.18),
    ("`list`, 1,000 items", ("list", 1000, "helper"), ("list", 1000, "floor"), 1.10),
    ("`get` at 1,000 items", ("growth", 1000, "helper, 1000 items"), ("growth", 1000, "helper, 10 items"), 1.25),
    *[(f"{name}", ("start", 0, name.strip("`")), ("start", 0, "reference"), 1.0)
      for name in ("`version`", "`--help`", "refused")],
]

# Where a target is not reached: what has been, on a quiet machine. With --short it is this that a ratio is held against.
# An erase reads what else is kept, before it deletes anything, and looks again.
REACHED = {"`erase` of an existing item, 10 items": 1.02}


def judge(results, memory, size):
    """Each target with what was measured of it."""
    medians = {(r["verb"], r["size"], r["program"]): r["median"] for r in results}
    judged = []
    for what, ours, other, most in TARGETS:
        if ours in medians and other in medians:
            against = {"start": "the reference's `version`", "growth": "`get` at 10 items"}.get(other[0], f"the {other[2]}")
            judged.append({
                "what": what if what != "refused" else "refused input",
                "against": against, "ratio": medians[ours] / medians[other], "most": most,
            })
    extra = {
        ("peak memory of `get`", "MiB above the floor"): ((memory["helper"] - memory["floor"]) / MIB, 12),
        ("stripped release binary", "MiB"): (size / MIB, 13),
    }
    for (what, against), (measured, most) in extra.items():
        judged.append({"what": what, "against": against, "ratio": measured, "most": most})
    return judged


def holds(judged, options):
    """Whether all targets are met; within a quarter, with --short."""
    slack = 1.25 if options.short else 1
    return all(
        target["ratio"] <= (REACHED.get(target["what"], target["most"]) if options.short else target["most"]) * slack
        for target in judged
    )


def machine():
    model = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), os.uname().machine)
    release = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().splitlines() if "=" in line)
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores of {model}, {release['PRETTY_NAME'].strip(chr(34))}, load {load:.1f}"


def rows(results):
    """One line for each verb and size, all programs side by side."""
    groups = {}
    for result in results:
        groups.setdefault((result["verb"], result["size"]), {})[result["program"]] = result
    for (verb, size), group in groups.items():
        if verb not in ("start", "growth"):
            yield verb, size, group


def ms(seconds):
    value = seconds * 1000
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def text(results, judged, head):
    lines = [head, "", f"{'verb':7} {'items':>6}  {'program':20} {'median':>10} {'95 %':>10} {'CPU':>10} {'ratio':>6} {'rounds':>6}"]
    for result in results:
        beside = [r for r in results if (r["verb"], r["size"]) == (result["verb"], result["size"])]
        base = next((r for r in beside if r["program"] == "reference"), beside[-1])
        lines.append(
            f"{result['verb']:7} {result['size']:6}  {result['program']:20} {ms(result['median']):>7} ms {ms(result['p95']):>7} ms"
            f" {ms(result['cpu']):>7} ms {result['median'] / base['median']:6.2f} {result['rounds']:6}")
    lines += ["", "ratio: to the reference, or else to the last line", ""]
    for target in judged:
        met = "met" if target["ratio"] <= target["most"] else "MISSED"
        lines.append(f"{met:6} {target['ratio']:5.2f} of at most {target['most']:5.2f}  {target['what']}, {target['against']}")
    return "\n".join(lines)


def markdown(results, judged, head):
    lines = ["# What the helper costs", "", "Written by `scripts/bench --markdown`, which says how it is measured.", "", head, "",
             "| Verb | Items | this helper | reference | C floor | rounds |", "|---|--:|--:|--:|--:|--:|"]
    for verb, size, group in rows(results):
        times = " | ".join(f"{ms(group[name]['median'])} ms" for name in ("helper", "reference", "floor"))
        lines.append(f"| `{verb}` | {size:,} | {times} | {group['helper']['rounds']} |")
    lines += ["", "| Target | Measured | At most |", "|---|--:|--:|"]
    for target in judged:
        unit = " ×" if target["against"][0:3] in ("the", "`ge") else ""
        lines.append(f"| {target['what']} | {target['ratio']:.2f}{unit} {target['against']} | {target['most']:.2f} |")
    return "\n".join(lines) + "\n"


def write(options, results, memory, size):
    """Writes it all; the exit status."""
    judged = judge(results, memory, size)
    command = "scripts/bench" + (" --short" if options.short else "")
    head = f"{datetime.date.today()}, {machine()}; medians of whole processes, `{command}`."
    if options.plot:
        options.plot.write_text(plot.svg(results))
    if options.json:
        print(json.dumps({"head": head, "results": results, "targets": judged, "memory": memory, "binary": size}, indent=1))
    elif options.markdown:
        RESULTS.write_text(markdown(results, judged, head))
    else:
        print(text(results, judged, head))
    return 0 if holds(judged, options) else 1
