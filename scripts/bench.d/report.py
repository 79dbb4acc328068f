"""What was measured, as text, as JSON or as the tables of results.md, and which targets are met."""
import datetime
import json
import os
import pathlib

import plot

MIB = 1 << 20
RESULTS = pathlib.Path(__file__).with_name("results.md")

# What is measured of a verb that is not simply called.
WORDS = {
    "absent": "`get` of an absent host",
    "absent Hub": "`get` of an absent Docker Hub",
    "equivalent": "`get` by an equivalent name",
    "profile": "`get` in a profile",
}

# With what it is compared, where it is not with another program's call of the same verb.
AGAINST = {
    "helper, 10 items": "`get` at 10 items",
    "exact get": "an exact `get`",
    "default profile": "a `get` of the default profile",
    "list": "`list`",
    "floor's list": "the floor's `list`",
}


def words(verb):
    return WORDS.get(verb, f"`{verb}`")


def ratio(what, verb, size, other, most):
    """A target: what the helper takes for a verb is at most so many times what the other takes for it."""
    return f"{what}, {size:,} item{'s' * (size > 1)}", (verb, size, "helper"), (verb, size, other), most


SIZES = (1, 10, 100, 1000, 10000)

# What, the helper's call, the call compared with, at most: ratios of medians. A call is (verb, size, program).
TARGETS = [
    *[ratio("`get`", "get", size, other, most)
      for size in (1, 10) for other, most in (("reference", 0.82), ("floor", 1.12))],
    *[ratio(words("absent"), "absent", size, "reference", 1.0) for size in SIZES],
    *[ratio(words("absent Hub"), "absent Hub", size, "reference", 1.1) for size in SIZES],
    *[ratio(words("equivalent"), "equivalent", size, "exact get", 1.15) for size in SIZES],
    *[ratio(words("profile"), "profile", size, "default profile", 1.05) for size in SIZES],
    *[ratio("`store` over an existing item", "store", size, "reference", 0.95) for size in SIZES],
    *[ratio("`erase` of an existing item", "erase", size, "reference", 0.92 if size <= 10 else 1.0)
      for size in SIZES],
    ratio("`list`", "list", 10, "reference", 0.42),
    ratio("`list`", "list", 1000, "reference", 0.18),
    ("`list`, 1,000 items", ("status", 1000, "list"), ("status", 1000, "floor's list"), 1.10),
    ratio("`status`", "status", 1000, "list", 1.5),
    ("`get` at 1,000 items", ("growth", 1000, "helper, 1000 items"), ("growth", 1000, "helper, 10 items"), 1.25),
    *[(f"{name}", ("start", 0, name.strip("`")), ("start", 0, "reference"), 1.0)
      for name in ("`version`", "`--help`", "refused")],
]


def judge(results, memory, size):
    """Each target with what was measured of it."""
    medians = {(r["verb"], r["size"], r["program"]): r["median"] for r in results}
    judged = []
    for what, ours, other, most in TARGETS:
        if ours in medians and other in medians:
            against = AGAINST.get(other[2], f"the {other[2]}")
            judged.append({
                "what": what if what != "refused" else "refused input",
                "against": "the reference's `version`" if other[0] == "start" else against,
                "ratio": medians[ours] / medians[other], "most": most, "measured": ours[:2],
            })
    extra = {
        ("peak memory of `get`", "MiB above the floor"): ((memory["helper"] - memory["floor"]) / MIB, 12),
        ("stripped release binary", "MiB"): (size / MIB, 13),
    }
    for (what, against), (measured, most) in extra.items():
        judged.append({"what": what, "against": against, "ratio": measured, "most": most, "measured": None})
    return judged


def missed(judged, options):
    """What was measured for the targets that are not met, by more than a quarter with --short."""
    slack = 1.25 if options.short else 1
    return {target["measured"] for target in judged if target["ratio"] > target["most"] * slack}


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
    lines = [head, "", f"{'verb':10} {'items':>6}  {'program':20} {'median':>10} {'95 %':>10} {'CPU':>10}"
                       f" {'ratio':>6} {'rounds':>6}"]
    for result in results:
        beside = [r for r in results if (r["verb"], r["size"]) == (result["verb"], result["size"])]
        base = next((r for r in beside if r["program"] == "reference"), beside[-1])
        lines.append(
            f"{result['verb']:10} {result['size']:6}  {result['program']:20} {ms(result['median']):>7} ms"
            f" {ms(result['p95']):>7} ms {ms(result['cpu']):>7} ms {result['median'] / base['median']:6.2f} {result['rounds']:6}")
    lines += ["", "ratio: to the reference, or else to the last line", ""]
    for target in judged:
        met = "met" if target["ratio"] <= target["most"] else "MISSED"
        lines.append(f"{met:6} {target['ratio']:5.2f} of at most {target['most']:5.2f}  {target['what']}, {target['against']}")
    return "\n".join(lines)


def markdown(results, judged, head):
    lines = ["# What the helper costs", "", "Written by `scripts/bench --markdown`, which says how it is measured.", "", head, "",
             "| Verb | Items | this helper | reference | C floor | rounds |", "|---|--:|--:|--:|--:|--:|"]
    for verb, size, group in rows(results):
        times = " | ".join(f"{ms(group[name]['median'])} ms" if name in group else "–"
                           for name in ("helper", "reference", "floor"))
        lines.append(f"| {words(verb)} | {size:,} | {times} | {group['helper']['rounds']} |")
    lines += ["", "| Target | Measured | At most |", "|---|--:|--:|"]
    for target in judged:
        unit = "" if target["against"].startswith("MiB") else " ×"
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
    return 1 if missed(judged, options) else 0
