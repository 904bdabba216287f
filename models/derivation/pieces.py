"""Pieces of TeX that know how tightly they bind, so that brackets stand only where they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Binds(IntEnum):
    """How tightly a piece binds, loosest first."""

    SUM = 0  # a + b
    PREFIX = 1  # Σ t, ln a: whatever follows would be read as part of it
    PRODUCT = 2  # a b entry by entry
    CHAIN = 3  # A B u, a matrix product
    ATOM = 4


@dataclass(frozen=True)
class Piece:
    """TeX without its sign, how tightly it binds, and its sign."""

    tex: str
    binds: Binds = Binds.ATOM
    negative: bool = False

    @property
    def signed(self) -> str:
        return f"-{self.tex}" if self.negative else self.tex

    def within(self, least: Binds) -> str:
        """Its TeX where only what binds as tightly as `least` may stand without brackets."""
        return bracketed(self.signed) if self.negative or self.binds < least else self.tex

    def __neg__(self) -> Piece:
        return Piece(self.within(Binds.PREFIX), max(self.binds, Binds.PREFIX), not self.negative)


def bracketed(tex: str) -> str:
    """Round brackets, tall ones around what is tall."""
    return rf"\left({tex}\right)" if r"\frac" in tex or r"\sum" in tex else f"({tex})"


def added(pieces: Iterable[Piece]) -> Piece:
    """A sum, what is subtracted last."""
    first, *rest = sorted(pieces, key=lambda piece: piece.negative)
    if not rest:
        return first
    return Piece(first.signed + "".join(f" {'-' if p.negative else '+'} {p.tex}" for p in rest), Binds.SUM)


def multiplied(pieces: Iterable[Piece], by: str = " ") -> Piece:
    r"""A product entry by entry; at most its last factor goes without brackets where others need them.

    >>> total = Piece(r"\sum_m t_m", Binds.PREFIX)
    >>> multiplied([Piece("p"), total]).tex, multiplied([total, Piece("p")]).tex
    ('p \\sum_m t_m', '\\left(\\sum_m t_m\\right) p')
    """
    pieces = list(pieces)
    if len(pieces) == 1:
        return pieces[0]
    negative = sum(piece.negative for piece in pieces) % 2 == 1
    *front, last = (Piece(piece.tex, piece.binds) for piece in pieces)
    end = last.within(Binds.PREFIX if by == " " else Binds.ATOM)
    loosest = Binds.PREFIX if last.binds is Binds.PREFIX else Binds.PRODUCT
    return Piece(by.join([*(piece.within(Binds.ATOM) for piece in front), end]), loosest, negative)
