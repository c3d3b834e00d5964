"""Recurrent networks whose every number can be looked at.

What you can do with it:

    cell = load_cell("lstm")                        # one of the cells in model/cells/
    own = Cell.from_text("h = tanh(W x + U h')")    # or one of your own
    words = Vocabulary("India Norway is a beautiful country . the capital of ___".split())
    config = Config(cell, words, width=16, units=32)
    network = Network.create(config, seed=0)        # untrained; load_network and save_network keep it in a file

    walk = trace(network, "India is a beautiful country. The capital of ___")
    walk["f"]                                       # the forget gate, (tokens, units)
    walk.predictions(3)                             # the likeliest next words after token 3
    walk.answer(9)                                  # what fits in the blank, which is token 9
    pre_activation(walk, "f"), terms(walk, "f")     # what stood inside its sigmoid, and its single terms
    trace(network, walk.sentence, [Edit(3, "f", "all", 1.0)])          # the same with a gate held open

    arithmetic(walk.run, token=3, signal="f", unit=17)                 # one number, opened into its products
    formula_of_number(walk.run, token=3, signal="f", unit=17)          # its equation with its numbers, in MathML
    gradients(walk, token=8, word="India")          # what the answer said after token 8 depends on
    ledger(walk.run, "c")                           # which word wrote what is in the cell state now
    formula(cell.equations()[0]), diagram(cell)     # an equation in MathML; the data flow as nodes and links

    stack = Stack.create(StackShape(cell, inputs=1, units=32), seed=0) # without words: vectors in, hidden states out
    stack.run([[0.5], [0.7]]).output
    LiveRun(stack).step([0.5])                      # live, one vector at a time
    parameters = starting_parameters(config, seed=0)
    Trainer(config, parameters), Adam.over(parameters.flat)            # to learn: see model/training/lesson.py

Everything is worked out from the text of the equations: ``parser`` reads them, ``cell`` checks them, ``compiler``
and ``reverse`` turn them into array operations, ``workspace`` and ``stack`` run those; ``meaning`` looks up the
plain meaning of an expression for all that explains. A text, sentence, edit, index or file that is not right raises
a ``ModelError`` in words.
"""

from typing import TYPE_CHECKING, Any

from model.cells import cell_names, load_cell
from model.engine import Edit, LiveRun, Parameters, Run, Stack, StackShape
from model.equations import Cell
from model.errors import CheckpointError, EditError, EquationError, InputError, ModelError, SizeError
from model.explain import (
    Arithmetic,
    Gradients,
    Ledger,
    arithmetic,
    formula_of_number,
    gradients,
    ledger,
    ledger_states,
    pre_activation,
    terms,
    why_no_ledger,
)
from model.network import (
    Batch,
    Config,
    Network,
    Prediction,
    Token,
    Trace,
    Trainer,
    Vocabulary,
    load_network,
    save_network,
    scores,
    shipped,
    shipped_names,
    snapshots,
    starting_parameters,
    trace,
)
from model.pictures import diagram, formula, formula_text, formula_with_numbers

if TYPE_CHECKING:
    from model.training import Adam

__all__ = [
    "Adam",
    "Arithmetic",
    "Batch",
    "Cell",
    "CheckpointError",
    "Config",
    "Edit",
    "EditError",
    "EquationError",
    "Gradients",
    "InputError",
    "Ledger",
    "LiveRun",
    "ModelError",
    "Network",
    "Parameters",
    "Prediction",
    "Run",
    "SizeError",
    "Stack",
    "StackShape",
    "Token",
    "Trace",
    "Trainer",
    "Vocabulary",
    "arithmetic",
    "cell_names",
    "diagram",
    "formula",
    "formula_of_number",
    "formula_text",
    "formula_with_numbers",
    "gradients",
    "ledger",
    "ledger_states",
    "load_cell",
    "load_network",
    "pre_activation",
    "save_network",
    "scores",
    "shipped",
    "shipped_names",
    "snapshots",
    "starting_parameters",
    "terms",
    "trace",
    "why_no_ledger",
]


def __getattr__(name: str) -> Any:
    """Whoever asks for ``Adam`` wants to teach; who only walks sentences is spared the trainer and the stories."""
    if name == "Adam":
        from model.training import Adam

        return Adam
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
