"""Deriving once what recurs: every step of an unrolled network has the same definitions under other names."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, TypeVar

from sympy import Expr, IndexedBase, Symbol

from models.derivation.indices import canonical
from models.graph import Node

Names = dict[Expr, Expr]
Result = TypeVar("Result")


class Clearable(Protocol):
    """What is kept of a function's results."""

    def cache_clear(self) -> None: ...


_caches: list[Clearable] = []


def kept(function: Callable[..., Result]) -> Callable[..., Result]:
    """Keep what the function found, in this process, until `forget`."""
    remembering = lru_cache(maxsize=1024)(function)
    _caches.append(remembering)
    return remembering


def forget() -> None:
    """Forget all that was derived: the next derivation begins at the definitions."""
    for cache in _caches:
        cache.cache_clear()


def generic(child: Node, parent: Node) -> tuple[Node, Node, Names]:
    """The child and one of its parents under names that tell nothing of the graph, and what gives the names back.

    Equal definitions give the same nodes, so that what is derived from them can be kept. The names of derivatives by
    these nodes, with a δ, change with them.

    >>> from models.graph import rnn_graph
    >>> graph = rnn_graph(2)
    >>> child, parent, back = generic(graph["h2"], graph["z2"])
    >>> child.definition, parent.name, back[IndexedBase("node1")], back[IndexedBase("δnode0")]
    (tanh(node1[i]), 'node1', z2, δh2)
    >>> generic(graph["h1"], graph["z1"])[0] is child
    True
    """
    if child.definition is None:
        raise ValueError(f"{child.name} has no definition to differentiate")
    used = child.definition.atoms(IndexedBase) | {parent.symbol if parent.shape == () else IndexedBase(parent.name)}
    names = sorted({*(each.name for each in used), child.name})
    general = {name: f"node{place}" for place, name in enumerate(names)}
    there: Names = {}
    for name, other in general.items():
        there |= {IndexedBase(name): IndexedBase(other), IndexedBase(f"δ{name}"): IndexedBase(f"δ{other}")}
        if (name == parent.name and parent.shape == ()) or (name == child.name and child.shape == ()):
            there |= {Symbol(name): Symbol(other), Symbol(f"δ{name}"): Symbol(f"δ{other}")}
    definition = _canonical(child.definition).xreplace(there)
    back = {other: name for name, other in there.items()}
    return (
        _node(general[child.name], child.shape, definition),
        _node(general[parent.name], parent.shape, None),
        back,
    )


@kept
def _canonical(definition: Expr) -> Expr:
    return canonical(definition)


@kept
def _node(name: str, shape: tuple[Expr, ...], definition: Expr | None) -> Node:
    return Node(name, name, "", shape, definition)
