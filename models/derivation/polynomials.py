"""Multiplying out: an expression of independent variables as a polynomial, where zero is told by looking at it."""

from __future__ import annotations

from collections.abc import Iterable

import sympy
from sympy import QQ, Add, Expr, Mul, Pow, Symbol
from sympy.polys.rings import PolyElement, PolyRing


class Polynomials:
    """Polynomials with rational coefficients in these variables; each part of an expression is multiplied out once.

    >>> x, y = sympy.symbols("x y")
    >>> Polynomials([x, y]).of((x + y) * (x - y))
    x**2 - y**2
    """

    def __init__(self, variables: Iterable[Symbol]) -> None:
        self.ring = PolyRing(sorted(variables, key=sympy.default_sort_key), QQ, sympy.lex)
        self._known: dict[Expr, PolyElement] = dict(zip(self.ring.symbols, self.ring.gens, strict=True))

    @property
    def variables(self) -> frozenset[Symbol]:
        """The variables there are."""
        return frozenset(self.ring.symbols)

    def of(self, e: Expr) -> PolyElement:
        """The polynomial that an expression is. Raises ValueError for one that is none in these variables."""
        if e not in self._known:
            self._known[e] = self._multiplied_out(e)
        return self._known[e]

    def _multiplied_out(self, e: Expr) -> PolyElement:
        if e.is_Rational:
            return self.ring(e)
        if isinstance(e, Add):
            return self.ring.add(*map(self.of, e.args))
        if isinstance(e, Mul):
            return self.ring.mul(*sorted(map(self.of, e.args), key=len))
        if isinstance(e, Pow) and e.exp.is_Integer and e.exp > 0:
            return self.of(e.base) ** int(e.exp)
        raise ValueError(f"{e} is no polynomial, so nothing can be proved of it here")

    def without_reciprocals(self, p: PolyElement, sums: dict[Symbol, Expr]) -> PolyElement:
        """`p` times a power of each sum, so that what stands for 1/sum cancels: it is 0 just where `p` is.

        `sums` gives them by r; a sum may hold reciprocals named before it.

        >>> x, r = sympy.symbols("x r")
        >>> polynomials = Polynomials([x, r])
        >>> polynomials.without_reciprocals(polynomials.of(x * r**2 - r + r**2), {r: 1 + x})  # x/(1+x)² - 1/(1+x) + …
        0
        """
        for variable, total in reversed(sums.items()):
            if variable in self.variables:
                powers = self._by_power(p, self.ring.symbols.index(variable))
                highest = max(powers, default=0)
                p = self.ring.add(*(part * self.of(total) ** (highest - power) for power, part in powers.items()))
        return p

    def _by_power(self, p: PolyElement, place: int) -> dict[int, PolyElement]:
        """What each power of one variable is multiplied by."""
        powers: dict[int, PolyElement] = {}
        for monomial, coefficient in p.items():
            rest = (*monomial[:place], 0, *monomial[place + 1 :])
            powers.setdefault(monomial[place], self.ring.zero.copy())[rest] = coefficient
        return powers
