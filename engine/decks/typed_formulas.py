"""The formulas that a quiz wants typed, read with the symbols of their question, and those that cannot be."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.decks.faults import Fault, Part, Path
from engine.formula.error import FormulaError
from engine.formula.kinds import Family, Function, Kind, kinds
from engine.formula.reading import read
from engine.formula.tree import Apply


def typed_formula_faults(data: dict[str, Any]) -> Iterator[Fault]:
    """The formulas of a card's questions, right, accepted or rejected, that cannot be read. The card is kept.

    A question with a world is left out: the world may name symbols too, and is not run here.
    """
    for place, question in enumerate(data.get("quiz", ())):
        if "formula" not in question:
            continue
        symbols = kinds({name: _entry(each) for name, each in question.get("where", {}).items()})
        unreadable = [name for name in symbols if not _is_name(name, symbols)]
        for name in unreadable:
            message = f"{name or 'nothing'} cannot be typed as one symbol: a name is letters, with what stands below it"
            yield Fault(("quiz", place, "where", name), message, on_key=True, drop=False)
        if unreadable or question.get("world"):
            continue
        for path, text, on_key in _formulas(question):
            try:
                read(text, symbols)
            except FormulaError as error:
                part = Part(text, 0, max(0, min(error.column, len(text) - 1)))
                message = f"this formula cannot be read: {error}"
                yield Fault(("quiz", place, *path), message, on_key=on_key, part=part, drop=False)


def _is_name(name: str, symbols: Mapping[str, Kind]) -> bool:
    """Whether the name, typed, is the symbol; a function with something to act on, a family by one of its members."""
    ending = {Function: "(1)", Family: "_1"}.get(type(symbols[name]), "")
    try:
        found = read(name + ending, symbols)
    except FormulaError:
        return False
    return name == (found.function if isinstance(found, Apply) else getattr(found, "name", ""))


def _formulas(question: dict[str, Any]) -> Iterator[tuple[Path, str, bool]]:
    yield ("formula",), question["formula"], False
    for place, text in enumerate(question.get("accept", ())):
        yield ("accept", place), text, False
    for text in question.get("reject", {}):
        yield ("reject", text), text, True


def _entry(where: str | list[str]) -> str | tuple[str, ...]:
    return where if isinstance(where, str) else tuple(where)
