"""For a page to show: equations as ``formula`` in MathML, and the data flow of a cell as a ``diagram``.

Both are drawn from the equations alone; ``columns``, ``rows`` and ``layout`` say where the parts of a diagram stand.
"""

from model.pictures.diagram import diagram
from model.pictures.formula import formula, formula_text, formula_with_numbers

__all__ = [
    "diagram",
    "formula",
    "formula_text",
    "formula_with_numbers",
]
