"""The right formula with one thing wrong in it: a term or factor left out, a sign turned, an index off.

An answer that has the value of such a variant has, most likely, made that mistake.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from engine.formula.echo import tex
from engine.formula.tree import (
    Apply,
    Bound,
    Constant,
    Fold,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
)
from engine.grading.mistake import Mistake

MOST = 80


@dataclass(frozen=True)
class Variant:
    """A formula that is wrong, and the mistake it stands for."""

    tree: Tree
    mistake: Mistake


def variants(tree: Tree, text: str) -> Iterator[Variant]:
    """At most MOST variants of a right formula, whose text names its parts."""
    for count, (changed, mistake) in enumerate(_changed(tree, text)):
        if count == MOST:
            return
        yield Variant(changed, mistake)


def substituted(tree: Tree, what: Tree, by: Tree) -> Tree:
    """The formula with one part in place of another, wherever that stands."""
    if tree == what:
        return by
    for place, part in parts_of(tree):
        tree = with_part(tree, place, substituted(part, what, by))
    return tree


def _changed(tree: Tree, text: str) -> Iterator[tuple[Tree, Mistake]]:
    yield from _here(tree, text)
    if isinstance(tree, Symbol):
        return
    for place, part in parts_of(tree):
        for changed, mistake in _changed(part, text):
            yield with_part(tree, place, changed), mistake


def _here(tree: Tree, text: str) -> Iterator[tuple[Tree, Mistake]]:
    match tree:
        case Sum(terms=terms):
            for place, term in enumerate(terms):
                rest = terms[:place] + terms[place + 1 :]
                missing = rest[0] if len(rest) == 1 else replace(tree, terms=rest)
                yield missing, _missing("the term", term, text)
                turned = term.of if isinstance(term, Negative) else Negative(term)
                said = f"The sign of the term {quoted(term, text)} is turned."
                yield (
                    replace(tree, terms=(*terms[:place], turned, *terms[place + 1 :])),
                    Mistake("sign of a term", said),
                )
            for place, term in enumerate(terms):
                if isinstance(term.of if isinstance(term, Negative) else term, Constant):
                    for step in (-1, 1):
                        said = f"A number is off by one: {quoted(term, text)} is meant."
                        other = Sum((term, Constant(Fraction(step))))
                        yield (
                            replace(tree, terms=(*terms[:place], other, *terms[place + 1 :])),
                            Mistake("off by one", said),
                        )
                    continue
                for factor, lacking in ((Fraction(2), "1/2"), (Fraction(1, 2), "2")):
                    scaled = Product(Constant(factor), term)
                    said = f"The factor {lacking} is missing in the term {quoted(term, text)}."
                    yield (
                        replace(tree, terms=(*terms[:place], scaled, *terms[place + 1 :])),
                        Mistake(f"factor {lacking} of a term", said),
                    )
        case Product(left=left, right=right):
            yield right, _missing("the factor", left, text)
            yield left, _missing("the factor", right, text)
            yield (
                replace(tree, left=right, right=left),
                Mistake("order of factors", "Two factors have changed places: matrices do not commute."),
            )
            if left == right:
                said = "A power is taken entry by entry: write the matrix product out."
                yield Power(left, Constant(Fraction(2))), Mistake("power of a matrix", said)
        case Quotient(above=above, below=below):
            yield above, _missing("the divisor", below, text)
            yield replace(tree, above=below, below=above), _upside_down(tree, text)
        case Power(base=base, exponent=exponent):
            said = quoted(exponent, text)
            written = "" if said.startswith("$") else said.strip("`()")
            said = f"`{written}`" if written else said
            yield base, Mistake(f"missing exponent {written}".rstrip(), f"The exponent {said} is missing.")
            yield (
                replace(tree, exponent=Negative(exponent)),
                Mistake("sign of the exponent", "The exponent's sign is turned."),
            )
        case Transpose(of=of):
            yield of, Mistake("transposed", f"{quoted(of, text)} is to be transposed: {quoted(tree, text)}.")
        case Symbol(at=at) if at and not isinstance(at[0], Constant):
            for step in (-1, 1):
                yield replace(tree, at=(moved(at[0], step), *at[1:])), _index(tree, text)
        case Symbol(at=()):
            yield Transpose(tree), Mistake("transposed", f"{quoted(tree, text)} is not to be transposed.")
        case Apply(function=name, arguments=(argument,)):
            yield argument, Mistake(f"missing {name}", f"{name} is missing around {quoted(argument, text)}.")
            if name.endswith("'"):
                plain = replace(tree, function=name[:-1])
                yield plain, Mistake("missing slope", f"The slope {name} is meant, not {name[:-1]} itself.")
        case Fold(first=first, last=last) if first is not None and last is not None:
            ends = Mistake("ends of the sum", "The first or the last term is missing, or there is one too many.")
            for step in (-1, 1):
                yield replace(tree, first=moved(first, step)), ends
                yield replace(tree, last=moved(last, step)), ends


def _index(tree: Symbol, text: str) -> Mistake:
    return Mistake("wrong index", f"An index is off by one: {quoted(tree, text)} is meant.")


def _upside_down(tree: Quotient, text: str) -> Mistake:
    said = quoted(tree, text)
    return Mistake("reciprocal", f"{'It' if said.strip('`') == text.strip() else said} is upside down.")


def moved(index: Tree, step: int) -> Tree:
    """The index one further or one back: n - 1 and 1 more is n."""
    match index:
        case Sum(terms=(Bound() | Symbol() as plain, Negative(of=Constant(value=value)))) if value == step:
            return plain
        case Sum(terms=(Bound() | Symbol() as plain, Constant(value=value))) if value == -step:
            return plain
    more: Tree = Constant(Fraction(abs(step)))
    return Sum((index, more if step > 0 else Negative(more)))


def _missing(what: str, part: Tree, text: str) -> Mistake:
    said = quoted(part, text)
    name = what.removeprefix("the ") if said.startswith("$") else said.strip("`")
    return Mistake(f"missing {name}", f"{what.capitalize()} {said} is missing.")


def quoted(part: Tree, text: str) -> str:
    """A part as the author wrote it, as code; of TeX, which is not cut, as the mathematics that was read."""
    if "\\" in text:
        return f"${tex(part, {})}$"
    if isinstance(part, Negative):
        said = quoted(part.of, text)
        return f"`-{said[1:]}" if isinstance(part.of, Constant) and said.startswith("`") else said
    start, end = part.start, part.end  # without the parentheses around the part, or around its first or last part
    opened = closed = 0
    for character in text[start:end]:
        opened += character == "("
        opened, closed = (opened - 1, closed) if character == ")" and opened else (opened, closed + (character == ")"))
    said = f"{'(' * closed}{text[start:end].strip()}{')' * opened}"
    return f"`{said}`" if end > start else "of the formula"


def parts_of(tree: Tree) -> Iterator[tuple[str | int, Tree]]:
    """What the formula is made of and may be changed, with its place: a field, or the number of a term or argument."""
    match tree:
        case Sum(terms=terms) | Apply(arguments=terms):
            yield from enumerate(terms)
        case Negative(of=of) | Transpose(of=of) | Fold(of=of):
            yield "of", of
        case Product(left=left, right=right):
            yield "left", left
            yield "right", right
        case Quotient(above=above, below=below):
            yield "above", above
            yield "below", below
        case Power(base=base, exponent=exponent):
            yield "base", base
            yield "exponent", exponent
        case Symbol(at=at):
            yield from enumerate(at)


def with_part(tree: Tree, place: str | int, part: Tree) -> Tree:
    """The formula with another part at a place."""
    if isinstance(place, str):
        changed: Tree = replace(tree, **{place: part})  # type: ignore[arg-type]  # a field that holds a tree
        return changed
    match tree:
        case Sum(terms=terms):
            return replace(tree, terms=(*terms[:place], part, *terms[place + 1 :]))
        case Symbol(at=at):
            return replace(tree, at=(*at[:place], part, *at[place + 1 :]))
        case Apply(arguments=arguments):
            return replace(tree, arguments=(*arguments[:place], part, *arguments[place + 1 :]))
    return tree
