"""Recurrent networks whose every number can be looked at.

What you can do with it:

    cell = load_cell("lstm")                        one of the cells in model/cells/, or
    cell = Cell.from_text("h = tanh(W x + U h')")   one of your own
    config = Config(cell, Vocabulary(words), width=48, units=128)
    network = Network.create(config, seed=0)        untrained, or
    network = load_network("lstm.safetensors")      as it was saved by save_network

    walked = trace(network, "India is a beautiful country.")
    walked["f"]                                     the forget gate, (tokens, units)
    walked.predictions(3)                           the likeliest next words after token 3
    walked.pre_activation("f"), walked.terms("f")   what stood inside its sigmoid, term by term
    trace(network, sentence, [Edit(9, "f", "all", 1.0)])      the same with a gate held open

    arithmetic(walked.run, token=9, signal="f", unit=17)      one number, opened into its products
    gradients(walked, token=8, word="Norway")       what an answer depends on
    ledger(walked.run, "c")                         which word wrote what is in the cell state now
    formula(equation), diagram(cell)                MathML, and the data flow as nodes and links

    for step in Walk(network.stack): ...            a live walk, one vector at a time
    Stack(StackShape(cell, 1, 32), parameters)      without words: vectors in, hidden states out
    Trainer(config, parameters).loss(batch)         loss and gradients of a batch

Everything is worked out from the text of the equations: ``parser`` reads them, ``cell`` checks them, ``compiler``
and ``reverse`` turn them into array operations, ``workspace`` and ``stack`` run those; ``meaning`` looks up the
plain meaning of an expression for all that explains. Bad input raises a ``ModelError`` in words.
"""

from model.arithmetic import Arithmetic, arithmetic
from model.batch import Batch, Trainer
from model.cell import Cell
from model.cells import cell_names, load_cell
from model.checkpoint import load_network, save_network
from model.diagram import diagram
from model.edits import Edit
from model.errors import CheckpointError, EditError, EquationError, InputError, ModelError, SizeError
from model.formula import formula, formula_text, formula_with_numbers
from model.gradients import Gradients, gradients
from model.ledger import Ledger, ledger, ledger_states, why_no_ledger
from model.network import Config, Network
from model.parameters import Parameters
from model.stack import Run, Stack, StackShape
from model.trace import Prediction, Trace, trace
from model.walk import Walk
from model.words import Token, Vocabulary

__all__ = [
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
    "Walk",
    "arithmetic",
    "cell_names",
    "diagram",
    "formula",
    "formula_text",
    "formula_with_numbers",
    "gradients",
    "ledger",
    "ledger_states",
    "load_cell",
    "load_network",
    "save_network",
    "trace",
    "why_no_ledger",
]
