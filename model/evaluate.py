"""``python -m model.evaluate``: how well the networks remember, on stories that they never saw.

    python -m model.evaluate                    all networks that have weights
    python -m model.evaluate lstm rnn           some of them
    python -m model.evaluate lstm --gates       only what its gates do, and what follows if they are held
    python -m model.evaluate --questions 20     a quick look, which is not written down
    python -m model.evaluate lstm --seeds       the same network from other seeds, as `model.train --seeds` left them
    python -m model.evaluate --tables           write down anew what needs no network, and the tables

``training/questions.py`` says what is asked. The results are written as JSON beside the weights, and as tables into
``docs/measured.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from model.errors import CommandError
from model.network import WEIGHTS, Network, load_network
from model.training import (
    QUESTIONS,
    WORLDS,
    Results,
    evaluated_names,
    measured,
    of_one_training,
    of_the_topic,
    recipe_of,
    reliability_curve,
    report,
    still_true,
    trainings,
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
    of_all = (
        report.by_kind,
        report.by_gap,
        report.gates,
        report.holding,
        report.typed,
        report.doubt,
        report.seeds,
        report.seeds_gates,
    )
    of_each = (report.details(name, result["asked"]) for name, result in results.items())
    return "\n\n".join([*(table(results) for table in of_all), *of_each])


def of_each_training(name: str, _: Network, options: argparse.Namespace) -> dict[str, Any]:
    networks = trainings(name, options.folder / "seeds")
    if len(networks) < 2:
        how = f"`python -m model.train {name} --seeds 3` teaches them"
        raise CommandError(f"no {name} from several seeds in {options.folder}; {how}")
    return {"seeds": {seed: of_one_training(network, options.questions) for seed, network in networks.items()}}


PARTS: dict[str, tuple[str, Callable[[str, Network, argparse.Namespace], dict[str, Any]]]] = {
    "typed": ("ask only what a class types", lambda _, network, options: {"typed": typed_scores(network)}),
    "gates": ("look only at the units of the topic", lambda _, network, options: of_the_topic(network)),
    "seeds": ("ask only its trainings from several seeds, by gap, and look at the units of the topic in each", of_each_training),
}


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m model.evaluate", description="Asks the networks what they remember.")
    named = ", ".join(evaluated_names())
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which networks (all that have weights): {named}")
    parser.add_argument("--questions", type=int, default=QUESTIONS, help=f"in each cell of the table ({QUESTIONS})")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder of the weights")
    for part, (says, _) in PARTS.items():
        says += "; other scores stay as they are"
        parser.add_argument(f"--{part}", action="append_const", const=part, dest="parts", default=[], help=says)
    parser.add_argument("--tables", action="store_true", help="ask no network: write down what follows from the scores there are")
    parser.add_argument("--folder", type=Path, default=Path("runs"), help="where `python -m model.train --seeds` taught (runs)")
    return parser


def main() -> int:
    parser = arguments()
    options = parser.parse_args()
    for name in options.names:
        if name not in evaluated_names():
            parser.error(f"{name!r} is no network that can be asked; there are {', '.join(evaluated_names())}")
        if not weights_of(name, options.weights).exists():
            parser.error(f"{name!r} has not been taught; `python -m model.train {name}` does it")
    known, parts = report.read(options.weights / "scores.json"), options.parts
    if options.tables:
        if not known:
            parser.error(f"there are no scores in {options.weights} yet; without --tables they are measured")
        write_down({name: with_commonest(of, WORLDS[recipe_of(name).world]) for name, of in known.items()}, options.weights)
        return 0
    results: Results = {}
    for name in options.names or [name for name in evaluated_names() if weights_of(name, options.weights).exists()]:
        network = load_network(weights_of(name, options.weights))
        try:
            if parts and name not in known:
                raise CommandError(f"no scores of {name} in {options.weights} yet; without --{parts[0]} they are measured")
            before = known.get(name, {})
            results[name] = before if parts else measured(network, options.questions) | still_true(network, before)
            for part in parts:
                results[name] = results[name] | PARTS[part][1](name, network, options)
        except CommandError as error:
            parser.error(str(error))
        if options.questions >= QUESTIONS:  # fewer are for a quick look
            write_down({name: results[name]}, options.weights)
        print(f"{name}: done", file=sys.stderr, flush=True)
    print(tables(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
