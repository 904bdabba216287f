"""The mark of a world: the slips of its subject that it knows, as substitutions in the right formula.

    @world(slips={"missing g'(z)": {"g'(z)": "1"}, "wrong index": {"h_{n-1}": "h_n"}})
    def rnn_step(rng): …

No numpy here: what the author of a deck imports is in every process.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

World = Callable[["np.random.Generator"], Mapping[str, Any]]
"""A deck's function that gives values which are consistent with one another, by name."""

Slips = Mapping[str, Mapping[str, str]]

_SLIPS = "_slips"


def world(*, slips: Slips | None = None) -> Callable[[World], World]:
    """Mark a world with the slips that it knows: name of the slip → what stands for what in the right formula."""

    def mark(function: World) -> World:
        setattr(function, _SLIPS, dict(slips or {}))
        return function

    return mark


def slips_of(world: World | None) -> Slips:
    """The slips that a world was marked with, also through functools.wraps."""
    while world is not None:
        if (found := getattr(world, _SLIPS, None)) is not None:
            return dict(found)
        world = getattr(world, "__wrapped__", None)
    return {}
