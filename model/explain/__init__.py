"""Asking why: everything here is worked out from a record after the run.

``meaning`` looks up the plain value of an expression and shares nothing with the compiler; ``terms`` and ``arithmetic`` open
numbers, ``gradients`` and ``ledger`` follow an answer and a memory back to their words, ``beliefs`` asks what the network
would answer now.
"""

from model.explain.arithmetic import Arithmetic, arithmetic, formula_of_number
from model.explain.beliefs import Fact, belief, beliefs, chances, fact_of_question, facts_of
from model.explain.doubt import KNOWN, Answers, answers_at_end, knows, main_fact, priors
from model.explain.gradients import Gradients, gradients, row_of
from model.explain.ledger import Ledger, ledger, ledger_states, why_no_ledger
from model.explain.meaning import Scope
from model.explain.terms import pre_activation, terms

__all__ = [
    "KNOWN",
    "Answers",
    "Arithmetic",
    "Fact",
    "Gradients",
    "Ledger",
    "Scope",
    "answers_at_end",
    "arithmetic",
    "belief",
    "beliefs",
    "chances",
    "fact_of_question",
    "facts_of",
    "formula_of_number",
    "gradients",
    "knows",
    "ledger",
    "ledger_states",
    "main_fact",
    "pre_activation",
    "priors",
    "row_of",
    "terms",
    "why_no_ledger",
]
