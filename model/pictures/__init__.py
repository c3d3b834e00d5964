"""For a page to show: equations as ``formula`` in MathML, and the data flow of a cell as a ``diagram``.

Both are drawn from the equations alone. A diagram is made in stages, each of which takes what those before it found and
returns a record of its own. First what is drawn: ``pieces`` takes an equation apart, ``flow`` makes nodes of all of
them, ``sentences`` says in words what each node does. Then where it stands, which ``layout`` puts together and which
knows nothing of equations: ``rails``, ``places`` (the columns), ``across``, ``rows``, ``lanes``, ``heights``, ``lines``.
What they work on stands in ``nodes`` and ``parts``.
"""

from model.pictures.diagram import diagram
from model.pictures.formula import formula, formula_text, formula_with_numbers

__all__ = [
    "diagram",
    "formula",
    "formula_text",
    "formula_with_numbers",
]
