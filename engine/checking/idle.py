"""Knobs that turn nothing: an answer function takes them and never looks at them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from engine.decks.card import Deck
from engine.decks.functions import Functions, functions_of
from engine.problems import Problem

_ALL = frozenset({"locals", "vars", "eval", "exec"})  # who calls these may look at any


def idle_knobs(deck: Deck) -> Iterator[Problem]:
    """A warning at each knob of the deck's answers that its function does not use."""
    runs = {card.run: card.key for card in reversed(deck.cards) if card.run}
    if deck.code is None or not runs:
        return
    functions = functions_of(deck.code)
    if not isinstance(functions, Functions):
        return
    seen: set[tuple[Path, str]] = set()
    for run, key in runs.items():
        found = functions.defining(run)
        if found is None or (found[0].path, found[1]) in seen:
            continue
        seen.add((found[0].path, found[1]))
        for knob in _unused(*found):
            message = f"{run} never uses its knob {knob.arg}: use it, or take it away"
            yield Problem(found[0].path, knob.lineno, knob.col_offset + 1, message, key, "warning")


def _unused(functions: Functions, name: str) -> Iterator[ast.arg]:
    knobs = functions.own.get(name)
    tree = ast.parse(functions.path.read_bytes())
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    if not knobs or not defined:
        return
    read = {
        node.id
        for statement in defined[-1].body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store)
    }
    arguments = defined[-1].args
    for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if each.arg in knobs and each.arg not in read and not read & _ALL:
            yield each
