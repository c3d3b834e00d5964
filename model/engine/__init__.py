"""From equations to array operations, and running them: vectors in, hidden states out.

``compiler`` makes a ``program`` of a cell, ``reverse`` the way back through it; ``workspace`` binds it to arrays that lie
as ``layouts`` says, and ``spare`` keeps them for the next run; ``strand`` runs one layer in one direction, ``stack`` all of
them, ``live`` one step at a time. ``shape`` has the sizes, ``parameters`` the learned numbers and ``initial`` what they
begin with; ``edits`` forces values. ``travel`` and ``plan`` tell all of it to somebody who computes elsewhere. Words are
not known here.
"""

from model.engine.edits import Edit, forced_units
from model.engine.initial import FAN_IN, STARTS, gate_biases, initialise
from model.engine.live import LiveRun
from model.engine.parameters import Parameters
from model.engine.plan import Start, plan
from model.engine.shape import MOST_PARAMETERS, Direction, StackShape, group_of_unit
from model.engine.spare import SPARE
from model.engine.stack import BatchRun, Run, Stack
from model.engine.strand import Signals

__all__ = [
    "FAN_IN",
    "MOST_PARAMETERS",
    "SPARE",
    "STARTS",
    "BatchRun",
    "Direction",
    "Edit",
    "LiveRun",
    "Parameters",
    "Run",
    "Signals",
    "Stack",
    "StackShape",
    "Start",
    "forced_units",
    "gate_biases",
    "group_of_unit",
    "initialise",
    "plan",
]
