"""The cost of a verb against the number of items, as an SVG: both axes in powers of ten, one panel for each verb."""
import math

WIDTH, HEIGHT, MARGIN = 300, 260, 50
COLOURS = {"helper": "#0b6", "reference": "#c33", "floor": "#36c"}


def svg(results):
    verbs = [verb for verb in ("get", "list", "store", "erase") if any(r["verb"] == verb for r in results)]
    panels = "".join(panel(verb, [r for r in results if r["verb"] == verb], index) for index, verb in enumerate(verbs))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * len(verbs)}" height="{HEIGHT}" '
            f'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>{panels}</svg>\n')


def panel(verb, results, index):
    results = [r for r in results if r["program"] in COLOURS]
    largest = max(1, math.log10(max(r["size"] for r in results)))
    low = math.floor(math.log10(min(r["median"] for r in results)))
    high = math.ceil(math.log10(max(r["median"] for r in results)))

    def x(size):
        return MARGIN + math.log10(size) / largest * (WIDTH - MARGIN - 20)

    def y(seconds):
        return HEIGHT - MARGIN - (math.log10(seconds) - low) / max(1, high - low) * (HEIGHT - 2 * MARGIN)

    parts = [f'<text x="{WIDTH / 2}" y="20" text-anchor="middle" font-weight="bold">{verb}</text>']
    for power in range(low, high + 1):
        label = f"{10 ** (power + 3):g} ms" if power < 0 else f"{10 ** power:g} s"
        parts.append(f'<line x1="{MARGIN}" x2="{WIDTH - 20}" y1="{y(10 ** power)}" y2="{y(10 ** power)}" stroke="#ddd"/>'
                     f'<text x="{MARGIN - 4}" y="{y(10 ** power) + 4}" text-anchor="end">{label}</text>')
    for size in sorted({r["size"] for r in results}):
        parts.append(f'<text x="{x(size)}" y="{HEIGHT - MARGIN + 16}" text-anchor="middle">{size:,}</text>')
    for row, (name, colour) in enumerate(COLOURS.items()):
        points = " ".join(f"{x(r['size']):.1f},{y(r['median']):.1f}" for r in results if r["program"] == name)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
                     f'<text x="{MARGIN + row * 75}" y="{HEIGHT - 12}" fill="{colour}">{name}</text>')
    return f'<g transform="translate({index * WIDTH})">{"".join(parts)}</g>'
