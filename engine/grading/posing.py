"""What is asked at a seed: a generated question made, and the order in which choices and lines are shown."""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from engine.blame import short
from engine.decks.questions import AnyQuestion, Choose, Order, check_question, question_of
from engine.packing import ExhibitError, plain

Generator = Callable[..., Mapping[str, Any]]
MOST_BYTES = 2**20  # of a generated question


class PosingError(Exception):
    """A function of a deck that does not give what it should; the message is one line that names its place."""


def shown_places(question: Choose | Order, seed: int) -> tuple[int, ...]:
    """The places, from 0 as the deck has them, of the choices or lines in the order they are shown in.

    Drawn by a digest, so that it is the same for ever and in every process. Lines never stand in the right order.
    """
    many = len(question.choose if isinstance(question, Choose) else question.order)
    places = sorted(range(many), key=lambda place: sha256(f"{seed} {place} {question.ask}".encode()).digest())
    if isinstance(question, Order) and places == list(range(many)):
        places = [*places[1:], places[0]]
    return tuple(places)


def shown(question: Choose | Order, seed: int) -> tuple[str, ...]:
    """The texts of the choices or lines, Markdown, in the order they are shown in and numbered by from 1."""
    texts = (
        [option.right or option.wrong for option in question.choose] if isinstance(question, Choose) else question.order
    )
    return tuple(texts[place] for place in shown_places(question, seed))


def generated(generator: Generator, seed: int, code: Path) -> AnyQuestion:
    """The question that a deck's function makes from this seed. Raises PosingError, and what the function raises."""
    import numpy as np

    made = generator(np.random.default_rng(seed))
    if not isinstance(made, Mapping):
        raise PosingError(f"{_named(generator, code)} returned {_kind(made)}, not a question as a mapping")
    try:
        packed = msgspec.json.encode(dict(made), enc_hook=plain)
    except (ExhibitError, TypeError, ValueError, RecursionError) as error:
        raise PosingError(f"{_named(generator, code)} made a question that is not plain data: {error}") from None
    if len(packed) > MOST_BYTES:
        raise PosingError(f"{_named(generator, code)} made a question of more than {MOST_BYTES // 2**20} MiB")
    question = msgspec.json.decode(packed)
    if "generate" in question:
        raise PosingError(f"{_named(generator, code)} made a question that is itself generated")
    for fault in check_question(question, ()):
        message = fault.message.replace("YAML reads {found} as", f"{_at(question, fault.path)!r:.40} is")
        where = ".".join(map(str, fault.path))
        at = f" (at {where})" if where else ""
        raise PosingError(f"{_named(generator, code)} made a question that is none: {message}{at}")
    return question_of(question)


def checked_world(world: Callable[..., Any], code: Path) -> Callable[..., Mapping[str, Any]]:
    """The same world, marked as it was; one that gives no mapping from names to values raises PosingError."""

    @wraps(world)
    def drawn(rng: Any) -> Mapping[str, Any]:
        values = world(rng)
        if not isinstance(values, Mapping):
            raise PosingError(f"{_named(world, code)} returned {_kind(values)}, not a mapping from names to values")
        for name in values:
            if not isinstance(name, str):
                raise PosingError(f"{_named(world, code)} gives a value to {name!r:.40}, which is not a name")
        return values

    return drawn


def _at(question: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        try:
            question = question[step]
        except (KeyError, IndexError, TypeError):
            break
    return question


def _kind(value: object) -> str:
    return "nothing" if value is None else f"a value of type {type(value).__name__}"


def _named(function: Callable[..., Any], code: Path) -> str:
    """The function with the place where it begins: drill (decks/mine.py:12)."""
    name = getattr(function, "__name__", "the function")
    line = getattr(getattr(inspect.unwrap(function), "__code__", None), "co_firstlineno", None)
    return f"{name} ({short(code)}{f':{line}' if line else ''})"
