"""``python -m model.evaluate``: how well the networks remember, on stories that they never saw.

    python -m model.evaluate                    all networks that have weights
    python -m model.evaluate lstm rnn           some of them
    python -m model.evaluate lstm --gates       only what its gates do, and what follows if they are held
    python -m model.evaluate --questions 20     a quick look, which is not written down
    python -m model.evaluate --tables           write down anew what needs no network, and the tables

``training/questions.py`` says what is asked. The results are written as JSON beside the weights, and as tables into
``docs/measured.md``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from model.network import WEIGHTS, load_network
from model.training import (
    QUESTIONS,
    WORLDS,
    Results,
    evaluated_names,
    measured,
    of_the_topic,
    recipe_of,
    reliability_curve,
    report,
    typed_scores,
    with_commonest,
)

PAGE = Path(__file__).parents[1] / "docs" / "measured.md"


def weights_of(name: str, folder: Path) -> Path:
    return folder / f"{name}.safetensors"


def write_down(results: Results, folder: Path) -> None:
    """Beside the weights; what is measured of the networks that come with Gatewalk stands on the page as well."""
    every = report.keep(folder / "scores.json", results)
    if folder == WEIGHTS and PAGE.exists():
        if bins := {name: result["typed"]["bins"] for name, result in every.items() if "typed" in result}:
            PAGE.with_name("reliability.svg").write_text(reliability_curve(bins), encoding="utf-8")
        PAGE.write_text(report.with_tables(PAGE.read_text(encoding="utf-8"), every), encoding="utf-8")


def tables(results: Results) -> str:
    of_all = (report.by_kind, report.by_gap, report.gates, report.holding, report.typed, report.doubt)
    of_each = (report.details(name, result["asked"]) for name, result in results.items())
    return "\n\n".join([*(table(results) for table in of_all), *of_each])


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m model.evaluate", description="Asks the networks what they remember.")
    named = ", ".join(evaluated_names())
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which networks (all that have weights): {named}")
    parser.add_argument("--questions", type=int, default=QUESTIONS, help=f"in each cell of the table ({QUESTIONS})")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder of the weights")
    parser.add_argument("--typed", action="store_true", help="ask only what a class types; other scores stay as they are")
    parser.add_argument("--gates", action="store_true", help="look only at the units of the topic; other scores stay")
    parser.add_argument("--tables", action="store_true", help="ask no network: write down what follows from the scores there are")
    return parser


def main() -> int:
    parser = arguments()
    options = parser.parse_args()
    for name in options.names:
        if name not in evaluated_names():
            parser.error(f"{name!r} is no network that can be asked; there are {', '.join(evaluated_names())}")
        if not weights_of(name, options.weights).exists():
            parser.error(f"{name!r} has not been taught; `python -m model.train {name}` does it")
    known, all_of_them = report.read(options.weights / "scores.json"), not (options.tables or options.typed or options.gates)
    if not (known or all_of_them):
        parser.error(f"there are no scores in {options.weights} yet; without --tables, --typed and --gates they are measured")
    if options.tables:
        write_down({name: with_commonest(of, WORLDS[recipe_of(name).world]) for name, of in known.items()}, options.weights)
        return 0
    results: Results = {}
    for name in options.names or [name for name in evaluated_names() if weights_of(name, options.weights).exists()]:
        network = load_network(weights_of(name, options.weights))
        if options.typed:
            results[name] = known[name] | {"typed": typed_scores(network)}
        elif options.gates:
            results[name] = known[name] | of_the_topic(network)
        else:
            results[name] = measured(network, options.questions)
        if options.typed or options.gates or options.questions >= QUESTIONS:  # fewer are for a quick look
            write_down({name: results[name]}, options.weights)
        print(f"{name}: done", file=sys.stderr, flush=True)
    print(tables(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
