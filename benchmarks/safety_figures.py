"""Draws what `benchmarks.safety` measured: the tables of `docs/crisis-protocol.md` and the frontier as a picture."""

import re
from pathlib import Path
from typing import Any, Dict, List, Tuple

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 640, 400, 56, 16, 48, 16
MOST_FALSE, LEAST_RECALL = 0.16, 0.80
COLOURS = ("#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad", "#b9770e", "#555555")

Result = Dict[str, Any]


def percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def sets_table(result: Result) -> str:
    """Returns a line for every set of messages, as Markdown."""
    lines = [
        "| set | messages | recall | explicit | right route | false, ordinary | false, near danger |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, found in result["sets"].items():
        false = found["false_takeover"]
        danger = found["recall"]["all"]["of"]
        cells = [
            name,
            str(danger + false["ordinary"]["of"] + false["near"]["of"]),
            f"{percent(found['recall']['all']['share'])} of {danger}",
            f"{percent(found['explicit']['share'])} of {found['explicit']['of']}",
            percent(found["right_route"]),
            *(f"{percent(false[group]['share'])} of {false[group]['of']}" for group in ("ordinary", "near")),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def routes_table(result: Result) -> str:
    """Returns recall by route over all sets, as Markdown."""
    total: Dict[str, List[float]] = {}
    for found in result["sets"].values():
        for route, cell in found["recall"].items():
            counted = total.setdefault(route, [0.0, 0.0])
            counted[0] += cell["share"] * cell["of"]
            counted[1] += cell["of"]
    lines = ["| route | recall |", "| --- | --- |"]
    lines += [f"| {route} | {percent(hit / of)} of {of:.0f} |" for route, (hit, of) in sorted(total.items())]
    return "\n".join(lines)


def public_text(result: Result) -> str:
    """Returns what happens on public sets, the time and the disguises, in sentences."""
    time, disguised = result["time"], result["mutations"]
    said = [
        f"Time for a message on one thread: median {time['median_ms']} ms, 99 of 100 within {time['p99_ms']} ms.",
        f"Ten random disguises of each plain statement of danger: recall {percent(disguised['plain'])} plain, "
        f"{percent(disguised['disguised'])} of {disguised['of']} disguised.",
    ]
    ordinary = result["ordinary"]
    said.append(
        f"Of {ordinary['of']} visitors' ordinary messages on every topic, misspelt, in slang or told at length, "
        f"{ordinary['takeover']} are taken over and {ordinary['soft_line']} get the line."
    )
    public = result.get("public")
    if public:
        everyday, titles = public["clinc150_test"], public["counselchat_titles"]
        said.append(
            f"Of {everyday['of']} everyday requests (CLINC150, test part) {everyday['takeover']} are taken over and "
            f"{everyday['soft_line']} get the line."
        )
        severities = "; ".join(
            f"severity {severity}: {cell['takeover']} of {cell['posts']}"
            for severity, cell in public["cssrs_posts"].items()
        )
        said.append(f"Of real forum posts that a clinician rated for suicide risk, taken over: {severities}.")
        said.append(
            f"Of {titles['of']} titles of questions to therapists, nearly all about distress and some about danger, "
            f"{titles['takeover']} are taken over and {titles['soft_line']} get the line."
        )
    return "\n".join(f"- {line}" for line in said)


def frontier_table(result: Result) -> str:
    """Returns recall and false takeovers at each shift of the thresholds, as Markdown."""
    names = [name for name in result["frontier"][0] if name != "shift"]
    lines = [f"| shift | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    for point in result["frontier"]:
        cells = [f"{point[n]['recall'] * 100:.1f} / {point[n]['false_takeover'] * 100:.1f} %" for n in names]
        lines.append(f"| {point['shift']:+.2f} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _place(recall: float, false: float) -> Tuple[float, float]:
    across = min(false, MOST_FALSE) / MOST_FALSE
    down = (1 - max(recall, LEAST_RECALL)) / (1 - LEAST_RECALL)
    return LEFT + across * (WIDTH - LEFT - RIGHT), TOP + down * (HEIGHT - TOP - BOTTOM)


def picture(result: Result) -> str:
    """Returns the frontier as SVG: recall over false takeovers, a line for each set, a dot where it ships."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12"><title>Recall against false takeovers</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for step in range(9):
        across, bottom = _place(LEAST_RECALL, MOST_FALSE * step / 8)
        parts.append(f'<text x="{across:.0f}" y="{bottom + 16:.0f}" text-anchor="middle">{step * 2} %</text>')
    for step in range(5):
        _, down = _place(LEAST_RECALL + (1 - LEAST_RECALL) * step / 4, 0)
        parts.append(f'<path d="M{LEFT} {down:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{down + 4:.0f}" text-anchor="end">{80 + step * 5} %</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">false takeovers</text>')
    parts.append(f'<text x="14" y="{HEIGHT / 2}" transform="rotate(-90 14 {HEIGHT / 2})">recall</text>')
    for number, name in enumerate(n for n in result["frontier"][0] if n != "shift"):
        colour = COLOURS[number % len(COLOURS)]
        dots = [_place(p[name]["recall"], p[name]["false_takeover"]) for p in result["frontier"]]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = next(d for d, p in zip(dots, result["frontier"], strict=True) if p["shift"] == 0)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>')
        below = HEIGHT - BOTTOM - 12 - 18 * number
        parts.append(f'<text x="{WIDTH - RIGHT - 8}" y="{below}" text-anchor="end" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def write(result: Result, protocol: Path, image: Path) -> None:
    """Renews the figures in the protocol, between its marks, and the picture.

    Raises:
        ValueError: if a mark is missing in the protocol.
    """
    text = protocol.read_text(encoding="utf-8")
    for mark, content in (
        ("sets", sets_table(result)),
        ("routes", routes_table(result)),
        ("public", public_text(result)),
        ("frontier", frontier_table(result)),
    ):
        pattern = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"{protocol} has no place for the figures; put <!-- {mark} --> and <!-- /{mark} --> there")
        text = pattern.sub(lambda found, content=content: f"{found[1]}{content}\n{found[2]}", text)  # type: ignore[misc]
    protocol.write_text(text, encoding="utf-8")
    image.write_text(picture(result), encoding="utf-8")
