"""A drawing of how sure the networks are, and how often they are right then."""

from __future__ import annotations

SIDE, MARGIN = 360, 44  # pixels
COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22")
STYLE = "font: 13px sans-serif; fill: #555"
Bins = list[dict[str, float]]


def reliability_curve(bins: dict[str, Bins]) -> str:
    """An SVG: across how sure, upwards the share that was right. Who knows how much he knows stays on the dashed line."""
    width = SIDE + 2 * MARGIN + 110
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {SIDE + 2 * MARGIN}" role="img">',
        "<title>How sure the networks are, and how often they are right then</title>",
        f'<path d="M{_point(0, 1)} L{_point(0, 0)} L{_point(1, 0)}" fill="none" stroke="#888"/>',
        f'<path d="M{_point(0, 0)} L{_point(1, 1)}" stroke="#888" stroke-dasharray="5 5"/>',
    ]
    for part in (0, 0.5, 1):
        x, y = _point(part, part).split(",")
        parts.append(f'<text x="{x}" y="{SIDE + MARGIN + 18}" text-anchor="middle" style="{STYLE}">{part}</text>')
        parts.append(f'<text x="{MARGIN - 8}" y="{float(y) + 4:.1f}" text-anchor="end" style="{STYLE}">{part}</text>')
    middle = MARGIN + SIDE / 2
    parts.append(f'<text x="{middle}" y="{SIDE + MARGIN + 38}" text-anchor="middle" style="{STYLE}">how sure</text>')
    parts.append(f'<text x="{MARGIN}" y="{MARGIN - 16}" text-anchor="middle" style="{STYLE}">right</text>')
    for n, (name, of) in enumerate(bins.items()):
        colour, below = COLOURS[n % len(COLOURS)], MARGIN + 16 * (n + 1)
        points = " L".join(_point(one["p"], one["right"]) for one in of)
        parts.append(f'<path d="M{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{SIDE + MARGIN + 14}" y="{below}" style="font: 13px sans-serif; fill: {colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _point(x: float, y: float) -> str:
    return f"{MARGIN + SIDE * x:.1f},{MARGIN + SIDE * (1 - y):.1f}"
