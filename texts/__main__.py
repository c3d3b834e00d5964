"""``python -m texts``: what is missing, unused, stale or otherwise wrong in the catalogues.

python -m texts                     of all languages; exits with 1 if there is anything
python -m texts de                  of one
python -m texts de --read           notes that all its texts have been translated from the English of today
python -m texts de --read walk.more that this one has
"""

from __future__ import annotations

import argparse
import sys

from texts.languages import ENGLISH, LANGUAGES
from texts.report import faults, mark_read, own_texts, unused_and_unknown


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m texts", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("language", nargs="?", choices=list(LANGUAGES), help="one of %(choices)s; all of them if left out")
    parser.add_argument("--read", nargs="*", metavar="ID", help="these texts, or all, are translations of today's English")
    return parser


def main(words: list[str]) -> int:
    parser = arguments()
    options = parser.parse_args(words)
    if options.read is not None:
        if options.language in (None, ENGLISH):
            parser.error("name the language that was translated")
        english, own = own_texts(ENGLISH), own_texts(options.language)
        if unknown := [id for id in options.read if id not in own]:
            parser.error(f"there is no text {unknown[0]} in {options.language}")
        mark_read(options.language, options.read or [id for id in own if id in english], english)
    lines = [f"{tag}: {fault}" for tag in ([options.language] if options.language else LANGUAGES) for fault in faults(tag)]
    if not options.language:
        unused, unknown = unused_and_unknown()
        lines += [*(f"nothing says {id}" for id in unused), *(f"there is no text {id}" for id in unknown)]
    print(*lines, sep="\n") if lines else print("Nothing is missing, unused or stale.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
