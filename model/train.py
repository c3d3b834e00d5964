"""``python -m model.train``: teaches networks the stories, two at a time, and writes their weights.

    python -m model.train                       every cell and every other recipe, into model/weights/
    python -m model.train lstm rnn              some of them; a cell without a recipe gets the usual one
    python -m model.train gru --steps 2000 --out runs/short        in less time, and less well
    python -m model.train --resume              go on where it was stopped
    python -m model.train lstm --seeds 3        three times, from other random numbers; the one in the middle is kept
    python -m model.train --scheduler tcp://... on a Dask cluster, with what requirements-cluster.txt lists
    python -m model.train --tune                find each cell's learning rate, and its start, instead
    python -m model.train --facts               find anew which units hold which fact, in weights that are there

Whatever is needed to go on is saved every 30 seconds and when it is stopped with Ctrl-C; ``training/lesson.py`` says why
nothing is lost by that. A network that was taught for more steps is never replaced by one that is taught for fewer.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from pathlib import Path

import numpy as np

from model.cells import load_cell
from model.errors import CommandError, ModelError
from model.network import WEIGHTS
from model.training import (
    RATES,
    STOPPED,
    TUNING_STEPS,
    Recipe,
    entries,
    keep_median,
    log_file,
    network_names,
    note_facts,
    recipe_from_json,
    recipe_of,
    refuse_to_lose,
    run,
    run_on_cluster,
    shape_at,
    starts_to_try,
    tuning_recipe,
    with_seeds,
    with_steps,
    work,
)

TELL_EVERY = 60.0  # seconds between two tables where the output is no terminal


class Show:
    """A line for each network: how far, loss, scores, speed, time left. On a terminal the lines stay in place."""

    def __init__(self, recipes: list[Recipe], folder: Path) -> None:
        self.recipes, self.folder, self.shown, self.due = recipes, folder, list[str](), 0.0

    def __call__(self) -> None:
        """Now and then: at once on a terminal, elsewhere when the time has come for the next table."""
        if sys.stdout.isatty() or time.monotonic() >= self.due:
            self.now()

    def now(self) -> None:
        """What there is to be told, unless there is nothing yet or it has been told already."""
        lines = [line for recipe in self.recipes if (line := self.line(recipe))]
        if not lines or lines == self.shown:
            return
        if sys.stdout.isatty() and self.shown:
            print(f"\x1b[{len(self.shown)}F\x1b[J", end="")
        print("\n".join(lines), flush=True)
        self.shown, self.due = lines, time.monotonic() + TELL_EVERY

    def line(self, recipe: Recipe) -> str:
        reported = entries(log_file(recipe.name, self.folder))
        if not reported:
            return ""
        last = reported[-1]
        scores: dict[str, float] = next((entry["scores"] for entry in reversed(reported) if "scores" in entry), {})
        part = last["step"] / recipe.steps
        said = " ".join(f"{name} {score:.2f}" for name, score in scores.items())
        if last.get("done"):
            return f"{recipe.name:<12} done  {said}"
        left = (recipe.steps - last["step"]) / last["steps_per_second"]
        bar = "#" * round(20 * part) + "." * (20 - round(20 * part))
        shape = shape_at(recipe, last["step"])
        words = last["steps_per_second"] * shape.words * shape.stories
        time_left = f"{int(left // 60)}:{int(left % 60):02d} left"
        return f"{recipe.name:<12} [{bar}] {part:4.0%} loss {last['loss']:.3f} {words:,.0f} words/s {time_left}  {said}"


def teach(recipes: list[Recipe], options: argparse.Namespace, folder: Path, out: Path | None) -> int:
    if options.scheduler and out:
        return run_on_cluster(recipes, options.scheduler, folder, out, options.resume)
    show = Show(recipes, folder)
    code = run(recipes, folder, out, options.resume, options.at_once, show)
    show.now()  # how it ended, whenever the last table was
    if code == STOPPED:
        print("\nstopped; `--resume` goes on from here")
    return code


def teach_from_seeds(recipes: list[Recipe], options: argparse.Namespace, out: Path) -> int:
    """Each recipe from several seeds; what is kept of it is the network in the middle."""
    taught = options.folder / "seeds"
    if code := teach([one for recipe in recipes for one in with_seeds(recipe, options.seeds)], options, options.folder, taught):
        return code
    for recipe in recipes:
        scores = keep_median(recipe, options.seeds, taught, out)
        print(f"{recipe.name:<12} " + "  ".join(f"{name}: {score:.3f}" for name, score in scores.items()))
    return 0


def tune(recipes: list[Recipe], options: argparse.Namespace) -> int:
    """Tries each rate, with each start if there are several, for each recipe; prints the mean score by family, and the best."""
    folder, steps = options.folder / "tuning", options.steps or TUNING_STEPS
    tried = {
        (recipe.name, start): {rate: tuning_recipe(recipe, start, rate, steps) for rate in RATES}
        for recipe in recipes
        for start in starts_to_try(load_cell(recipe.cell))
    }
    if code := teach([one for by_rate in tried.values() for one in by_rate.values()], options, folder, None):
        return code
    for (name, start), by_rate in tried.items():
        last = {rate: entries(log_file(one.name, folder))[-1]["scores"] for rate, one in by_rate.items()}
        means = {rate: float(np.mean(list(scores.values()))) for rate, scores in last.items()}
        best = max(means, key=lambda rate: means[rate])
        print(f"{name:<12} {start:<11} best {best:g}  " + "  ".join(f"{rate:g}: {score:.3f}" for rate, score in means.items()))
    return 0


def one(options: argparse.Namespace) -> int:
    """What each process that was started does."""
    try:
        work(recipe_from_json(json.loads(options.one)), options.folder, options.out, options.resume)
    except KeyboardInterrupt:
        return STOPPED
    return 0


def positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m model.train", description="Teaches networks the stories.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones (all by default): {', '.join(network_names())}")
    parser.add_argument("--steps", type=positive, metavar="N", help="teach for so many steps instead of the recipe's")
    parser.add_argument("--resume", action="store_true", help="go on where it was stopped")
    parser.add_argument(
        "--tune", action="store_true", help="try the learning rates, and the starts of cells without gates, instead"
    )
    parser.add_argument("--facts", action="store_true", help="only find anew which units hold which fact")
    parser.add_argument("--at-once", type=positive, default=2, metavar="N", help="how many networks at a time (2)")
    parser.add_argument(
        "--seeds", type=positive, default=1, metavar="N", help="from so many seeds, and keep the one in the middle"
    )
    parser.add_argument("--scheduler", metavar="ADDRESS", help="teach on the Dask cluster that has its scheduler there")
    parser.add_argument("--folder", type=Path, default=Path("runs"), help="where logs and what is needed to go on are kept")
    parser.add_argument("--out", type=Path, help="where the weights go (model/weights)")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser


def main() -> int:
    parser = arguments()
    options = parser.parse_args()
    for end in (signal.SIGINT, signal.SIGTERM):  # to end it is to stop it; a shell may have switched the first off
        signal.signal(end, signal.default_int_handler)
    if options.one:
        return one(options)
    out = options.out or WEIGHTS
    try:
        recipes = [recipe_of(name) for name in options.names or network_names()]
        taught = [with_steps(recipe, options.steps or recipe.steps) for recipe in recipes]
        if not (options.tune or options.facts):
            refuse_to_lose(taught, out)
    except (CommandError, ModelError) as error:
        parser.error(str(error))
    if options.tune:
        return tune([recipe for recipe in recipes if options.names or recipe.name == recipe.cell], options)
    if options.facts:
        for recipe in recipes:
            note_facts(out / f"{recipe.name}.safetensors")
        return 0
    try:
        return teach_from_seeds(taught, options, out) if options.seeds > 1 else teach(taught, options, options.folder, out)
    except (CommandError, ModelError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    sys.exit(main())
