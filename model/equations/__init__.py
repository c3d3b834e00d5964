"""From the text of a cell to its checked equations, and what follows from them alone.

``parser`` reads a text by a small grammar (``lexer`` cuts it up), ``checks`` says what the grammar cannot see, ``cell``
holds what came out, ``first_layer`` leaves out what would come from below. An equation is a tree of ``expressions``, made
of the ``functions`` of one table. ``algebra`` answers small questions about such trees; ``carry`` and ``belt`` find what of
a memory stays, what is put onto it and what is shown, ``kinds`` which equation is a gate.
Nothing lies below this room but ``errors.py``.
"""

from model.equations.algebra import (
    is_fixed_before_the_run,
    is_input_product,
    is_state_product,
    label_of,
    left_of_one,
    linear_terms,
    number_of,
    signed_terms,
)
from model.equations.belt import Belt, Factor, belt, why_no_belt
from model.equations.carry import Carry, carries, memory_state
from model.equations.cell import Cell, states_of
from model.equations.expressions import (
    INPUT,
    OUTPUT,
    SUFFIX,
    Call,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Number,
    Signal,
    Sum,
    Times,
    Vector,
    all_parts,
    children,
    rebuilt,
    signals,
    to_text,
)
from model.equations.functions import FUNCTIONS, Array, Step
from model.equations.kinds import meanings

__all__ = [
    "FUNCTIONS",
    "INPUT",
    "OUTPUT",
    "SUFFIX",
    "Array",
    "Belt",
    "Call",
    "Carry",
    "Cell",
    "Clock",
    "Equation",
    "Expression",
    "Factor",
    "MatrixProduct",
    "Number",
    "Signal",
    "Step",
    "Sum",
    "Times",
    "Vector",
    "all_parts",
    "belt",
    "carries",
    "children",
    "is_fixed_before_the_run",
    "is_input_product",
    "is_state_product",
    "label_of",
    "left_of_one",
    "linear_terms",
    "meanings",
    "memory_state",
    "number_of",
    "rebuilt",
    "signals",
    "signed_terms",
    "states_of",
    "to_text",
    "why_no_belt",
]
