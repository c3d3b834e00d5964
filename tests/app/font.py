"""``python -m tests.app.font`` makes the font in which the page sets mathematics: of Noto Sans Math, from its package, the signs
that equations need, with the measures by which a browser places subscripts and superscripts."""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "node_modules" / "@fontsource" / "noto-sans-math"
FONT, LICENCE = ROOT / "static" / "fonts" / "math.woff2", ROOT / "static" / "fonts" / "OFL.txt"
SIGNS = [
    (0x20, 0x7E),  # letters, figures, brackets
    (0xA0, 0xFF),
    (0x370, 0x3FF),  # Greek
    (0x2032, 0x2034),  # primes
    (0x2070, 0x209C),  # raised and lowered figures
    (0x210E, 0x2113),  # the italic h, which stands apart from its alphabet, and the small script l
    (0x2190, 0x2193),  # arrows
    (0x2200, 0x22FF),  # operators
    (0x1D434, 0x1D467),  # italic letters
    (0x1D6A4, 0x1D71B),  # Greek, italic
]
FEATURES = ["ssty", "ccmp", "kern", "mark", "mkmk", "dtls"]  # smaller signs for scripts above all


def make(path: Path) -> None:
    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, recalc_timestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[sign for first, last in SIGNS for sign in range(first, last + 1)])
    with load_font(str(PACKAGE / "files" / "noto-sans-math-latin-400-normal.woff2"), options) as font:
        subsetter.subset(font)
        save_font(font, str(path), options)


if __name__ == "__main__":
    FONT.parent.mkdir(exist_ok=True)
    make(FONT)
    LICENCE.write_bytes((PACKAGE / "LICENSE").read_bytes())
