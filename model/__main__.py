"""``python -m model``: the cells and their equations."""

from __future__ import annotations

from model import cell_names, load_cell
from model.equations import to_text


def main() -> None:
    for name in cell_names():
        cell = load_cell(name)
        equations = cell.equations(first_layer=False)
        width = max(len(equation.role) for equation in equations)
        print(f"{cell.title} ({name})\n{cell.paper}\n")
        for equation in equations:
            print(f"    {equation.role:<{width}}  {equation.name} = {to_text(equation.right)}")
        print(f"\n{cell.note}\n\n")


if __name__ == "__main__":
    main()
