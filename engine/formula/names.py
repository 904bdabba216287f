"""The names that a formula may use, and how a typed name finds the one that is meant."""

import difflib
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.formula.error import FormulaError, OtherIndexError
from engine.formula.functions import SPELLINGS
from engine.formula.kinds import Array, Dimension, Family, Kind
from engine.formula.stepped import Stepped, stepped
from engine.formula.subscripts import STEP
from engine.formula.tokens import Token, tokens

_SPELLED = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
_MARKS = ("hat", "bar", "tilde", "dot", "vec")
_MARK = re.compile(f"~(?:{'|'.join(_MARKS)})")
_SKIPPED = frozenset("{}_()[]^")
_D = "∂d"
ELSEWHERE = dict.fromkeys(
    ["array", "asarray", "matrix", "mat", "block", "bmat", "tensor"],
    "is not read: vectors one below the other are [a; b], and of blocks write the products out, A x + B y",
) | {
    "einsum": "is not read: write A @ B, outer(a, b) or a ⊙ b",
    "inv": "is not read: a matrix has no inverse here",
    "kron": "is not read: write outer(a, b) for a bᵀ",
    "len": "is not read: write the letter of the dimension",
    "var": "is not read: write mean((x - mean(x))^2)",
    "std": "is not read: write sqrt(mean((x - mean(x))^2))",
    "hypot": "is not read: write sqrt(a^2 + b^2)",
    **dict.fromkeys(["bits", "bit", "nats", "nat"], "is a unit: leave it out"),
}
"""What Python has and a formula has not."""

_LONGEST = 40
"""So many letters may stand side by side as names; more are no formula."""


_LISTED = 14
"""So many names are said where one is unknown, those that the question lists first."""


@dataclass(frozen=True)
class Quoted:
    """A quoted name such as ∂cost/∂h, cut into what stands above and below the stroke."""

    name: str
    above: str
    below: str


class Names:
    """The symbols of a question, by every way of writing them."""

    def __init__(self, symbols: Mapping[str, Kind]) -> None:
        self.symbols = symbols
        self.letters = frozenset(char for name in symbols for char in name if char.isalpha())
        self.sizes = frozenset(_sizes(symbols)) - set(symbols)
        self.has_e = "e" in symbols
        self._by_key: dict[str, str] = {}
        self._undecorated: dict[str, str] = {}
        self._quoted: list[Quoted] = []
        self.steps: dict[str, Stepped] = {}  # of the names that have an index which runs
        for name in symbols:
            cut = tokens(name, self.letters, names_e=True)[:-1]
            if quoted := _quoted(name, cut):
                self._quoted.append(quoted)
                continue
            self._by_key.setdefault(key(cut), name)
            self._undecorated.setdefault(key(cut, marks=False), name)
            if cut and (found := stepped(greek(cut[0].text), cut[1:])) is not None:
                self.steps[name] = found

    def find(self, cut: Sequence[Token]) -> str | None:
        """The symbol that the tokens of a name with its subscript write, decorations counting where they must."""
        decorated, bare = key(cut), key(cut, marks=False)
        if decorated in self._by_key:
            return self._by_key[decorated]
        if bare in self._by_key:
            return self._by_key[bare]
        for mark in _MARKS:  # phat
            if len(cut) == 1 and bare.endswith(mark) and len(bare) > len(mark):
                return self.find([replace(cut[0], text=cut[0].text[: -len(mark)], mark=mark)])
        return self._undecorated.get(bare) if decorated == bare else None

    def quoted(self, above: str, below: str) -> str | None:
        """The quoted name, such as ∂cost/∂h, of these two keys."""
        for each in self._quoted:
            if (each.above, each.below) == (above, below):
                return each.name
        for each in self._quoted:
            if (_MARK.sub("", each.above), _MARK.sub("", each.below)) == (_MARK.sub("", above), _MARK.sub("", below)):
                return each.name
        return None

    @property
    def many(self) -> str:
        """How far an index of a sum runs, for what is said of one: the letter of how many members there are."""
        sizes = {kind.size for kind in self.symbols.values() if isinstance(kind, Family)} or self.sizes
        return next(iter(sizes)) if len(sizes) == 1 else "N" if "N" in sizes else "…"

    @property
    def quoted_names(self) -> tuple[str, ...]:
        """All quoted names that stand above and below a stroke."""
        return tuple(each.name for each in self._quoted)

    def split(self, name: str, others: frozenset[str]) -> list[str] | None:
        """A run of letters as the fewest names it may be made of: symbols, sizes, `others`, e and π; None: of none."""
        if len(name) > _LONGEST:
            return None
        best: list[list[str] | None] = [[]] + [None] * len(name)
        for end in range(1, len(name) + 1):
            for start in range(end):
                before, piece = best[start], name[start:end]
                if before is None or not self._is_name(piece, others, end == len(name)):
                    continue
                known = best[end]
                if known is None or len(before) + 1 < len(known):
                    best[end] = [*before, piece]
        found = best[len(name)]
        return found if found and len(found) > 1 else None

    def alike(self, name: Stepped, among: Container[str] | None = None) -> tuple[str, ...]:
        """The arrays and numbers whose names are this one but for the step of the index, the nearest first."""
        found = [
            each
            for each, other in self.steps.items()
            if (other.base, other.letter) == (name.base, name.letter)
            and isinstance(self.symbols[each], Array)
            and (among is None or each in among)
        ]
        return tuple(sorted(found, key=lambda each: abs(self.steps[each].steps - name.steps)))

    def unknown(self, name: str, column: int, below: Sequence[Token] = ()) -> FormulaError:
        """The error that says which name may be meant, or where the index alone is another, which names there are.

        `below` are the tokens of its subscript.
        """
        index = stepped(greek(name), below)
        if index is not None and (alike := self.alike(index)):
            return OtherIndexError(f"there is no {index} here; {self._all}", column, str(index), alike)
        allowed = [*self.symbols, *sorted(self.sizes)]
        near = difflib.get_close_matches(
            name[:_LONGEST], [*allowed, *(each for each in SPELLINGS if len(each) > 2)], 1, 0.7
        )
        if not near:
            near = [each for each in allowed if each.lower() == name.lower()]
        said = name if len(name) <= 20 else name[:20] + "…"
        if "__" in name:
            return FormulaError(f"{said} is no name in mathematics; nothing typed here is run", column)
        if name == "T":
            return FormulaError("there is no T here; the transpose is written ^T", column)
        if name in ELSEWHERE:
            return FormulaError(f"{name} {ELSEWHERE[name]}", column)
        if (of := [each for each in self.symbols if _base(each) == name]) and len(of) <= 3 and not self._run(of):
            return FormulaError(f"there is no {said} here; {' or '.join(of)} is meant?", column)
        if near and not self._run(of):
            return FormulaError(f"there is no {said} here; {near[0]} is meant?", column)
        if not allowed:
            return FormulaError(f"there is no {said} here: a number is wanted", column)
        return FormulaError(f"there is no {said} here; {self._all}", column)

    def _run(self, names: Sequence[str]) -> bool:
        """Whether their index is one that runs: which of its steps is meant, is what is asked."""
        found = [self.steps[each] for each in names if each in self.steps]
        return any(each.steps or each.letter in STEP for each in found)

    @property
    def _all(self) -> str:
        allowed = [*self.symbols, *sorted(self.sizes)]
        if len(allowed) == 1:
            return f"the only name is {allowed[0]}"
        return f"the names are {', '.join(allowed[:_LISTED])}{', …' if len(allowed) > _LISTED else ''}"

    def _is_name(self, piece: str, others: frozenset[str], last: bool) -> bool:
        meant = greek(piece)
        if piece.isdigit():
            return False
        known = meant in self._by_key or piece in self.sizes or piece in others or piece in ("e", "π", "pi")
        return known or (last and piece == "T")


def greek(word: str) -> str:
    """A Greek letter for its name in Latin letters; any other word as it is."""
    return _SPELLED.get(word, word)


def key(cut: Sequence[Token], *, marks: bool = True) -> str:
    """The one string of all ways to write a name: without braces and underscores, Greek in its own letters."""
    parts: list[str] = []
    for token in cut:
        if token.kind == "sign" and token.text in _SKIPPED:
            continue
        text, mark = greek(token.text), token.mark
        if parts and text in _MARKS and token.kind == "name":  # p_hat
            text, mark = "", text
        parts.append(text + (f"~{mark}" if mark and marks else ""))
    return "".join(parts)


def slope_key(cut: Sequence[Token]) -> str | None:
    """The key of what is derived, or of what by, of ∂cost, d cost, dh_N; None where no ∂ or d comes first."""
    cut = [token for token in cut if not (token.kind == "sign" and token.text in "{}()")]
    if not cut:
        return None
    first, *rest = cut
    if first.says("∂") or (first.kind == "name" and first.text in ("d", "∂", "partial")):
        return key(rest) or None
    if first.kind == "name" and first.text[0] in _D and len(first.text) > 1:
        inner = Token("name", first.text[1:], first.start + 1, first.end, mark=first.mark)
        return key([inner, *rest])
    return None


def _base(name: str) -> str:
    """The name without its subscript: h of h_{n-1}, V of Vx."""
    base, _, below = name.partition("_")
    return name[0] if not below and len(name) == 2 and name[0].isupper() and name[1].islower() else base


def _quoted(name: str, cut: Sequence[Token]) -> Quoted | None:
    for place, token in enumerate(cut):
        if token.says("/"):
            above, below = slope_key(cut[:place]), slope_key(cut[place + 1 :])
            if above and below:
                return Quoted(name, above, below)
    return None


def _sizes(symbols: Mapping[str, Kind]) -> Iterator[str]:
    for each in symbols.values():
        dimensions: tuple[Dimension, ...] = ()
        match each:
            case Array(shape):
                dimensions = shape
            case Family(size, Array(shape)):
                yield size
                dimensions = shape
        yield from (dimension.letter for dimension in dimensions)
