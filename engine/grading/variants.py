"""The right formula with one thing wrong in it: a term or factor left out, a sign turned, an index off.

An answer that has the value of such a variant has, most likely, made that mistake.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Literal

from engine.formula.echo import tex
from engine.formula.tree import (
    Apply,
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
from engine.grading.ends import written
from engine.grading.factors import has_factor, missing_or_too_many
from engine.grading.mistake import Mistake

MOST = 80


Place = Literal["term", "factor", "function"]


@dataclass(frozen=True)
class Variant:
    """A formula that is wrong, and the mistake it stands for.

    `swap` is what stands in it and what is meant instead; where that does not mend an answer of this value, no more
    than `vague` is known of it. `lacking` is what it has not, and as what.
    """

    tree: Tree
    mistake: Mistake
    swap: tuple[Tree, Tree] | None = None
    vague: str = ""
    lacking: tuple[Place, Tree] | None = None


def variants(tree: Tree, text: str) -> Iterator[Variant]:
    """At most MOST variants of a right formula, whose text names its parts."""
    yield from islice(_changed(tree, text), MOST)


def substituted(tree: Tree, what: Tree, by: Tree) -> Tree:
    """The formula with one part in place of another, wherever that stands."""
    if tree == what:
        return by
    for place, part in parts_of(tree):
        tree = with_part(tree, place, substituted(part, what, by))
    return tree


def swapped(tree: Tree, what: Tree, by: Tree) -> Iterator[Tree]:
    """The formula with one part in place of another, at each place where that stands, and at all of them."""
    many = 0
    for each in _swapped(tree, what, by):
        many += 1
        yield each
    if many > 1:
        yield substituted(tree, what, by)


def _swapped(tree: Tree, what: Tree, by: Tree) -> Iterator[Tree]:
    if tree == what:
        yield by
    for place, part in parts_of(tree):
        for changed in _swapped(part, what, by):
            yield with_part(tree, place, changed)


def standing(tree: Tree, place: Place) -> Iterator[Tree]:
    """The terms of the formula's sums, the factors of its products, or the functions in it with what they are of."""
    match tree:
        case Sum(terms=terms) if place == "term":
            yield from terms
        case Product(left=left, right=right) if place == "factor":
            yield from (left, right)
        case Apply() if place == "function":
            yield tree
    for _, part in parts_of(tree):
        yield from standing(part, place)


def _changed(tree: Tree, text: str) -> Iterator[Variant]:
    yield from _here(tree, text)
    if isinstance(tree, Symbol):
        return
    for place, part in parts_of(tree):
        for each in _changed(part, text):
            yield replace(each, tree=with_part(tree, place, each.tree))


def _here(tree: Tree, text: str) -> Iterator[Variant]:
    match tree:
        case Sum(terms=terms):
            for place, term in enumerate(terms):
                rest = terms[:place] + terms[place + 1 :]
                missing = rest[0] if len(rest) == 1 else replace(tree, terms=rest)
                yield Variant(missing, _missing("the term", term, text), lacking=("term", term))
                turned = term.of if isinstance(term, Negative) else Negative(term)
                said = f"The sign of the term {quoted(_unsigned(term), text)} is turned."
                other = replace(tree, terms=(*terms[:place], turned, *terms[place + 1 :]))
                yield Variant(other, Mistake("sign of a term", said))
            for place, term in enumerate(terms):
                if isinstance(number := _unsigned(term), Constant):
                    yield from _off_by_one(tree, place, number, text)
                    continue
                for factor, lacking in ((Fraction(2), "1/2"), (Fraction(1, 2), "2")):
                    scaled = Product(Constant(factor), term)
                    said = f"{_factor(lacking, term)} in the term {quoted(_unsigned(term), text)}."
                    other = replace(tree, terms=(*terms[:place], scaled, *terms[place + 1 :]))
                    yield Variant(other, Mistake(f"factor {lacking} of a term", said))
        case Product(left=left, right=right):
            yield Variant(right, _missing("the factor", left, text), lacking=("factor", left))
            yield Variant(left, _missing("the factor", right, text), lacking=("factor", right))
            said = "Two factors have changed places: matrices do not commute."
            yield Variant(replace(tree, left=right, right=left), Mistake("order of factors", said))
            if left == right:
                said = "A power is taken entry by entry: write the matrix product out."
                yield Variant(Power(left, Constant(Fraction(2))), Mistake("power of a matrix", said))
        case Quotient(above=above, below=below):
            yield Variant(above, _missing("the divisor", below, text))
            yield Variant(replace(tree, above=below, below=above), _upside_down(tree, text))
        case Power(base=base, exponent=exponent):
            said = quoted(exponent, text)
            name = "" if said.startswith("$") else said.strip("`()")
            said = f"`{name}`" if name else said
            yield Variant(base, Mistake(f"missing exponent {name}".rstrip(), f"The exponent {said} is missing."))
            product = Mistake("product for power", f"{said} is an exponent, and not a factor.")
            yield Variant(Product(base, exponent), product)
            turned = replace(tree, exponent=Negative(exponent))
            yield Variant(turned, Mistake("sign of the exponent", "The exponent's sign is turned."))
        case Transpose(of=of):
            said = f"{quoted(of, text)} is to be transposed: {quoted(tree, text)}."
            yield Variant(of, Mistake("transposed", said), (of, tree), "A factor is to be transposed.")
        case Symbol(at=at) if at and not isinstance(at[0], Constant):
            for step in (-1, 1):
                yield _index(tree, replace(tree, at=(moved(at[0], step), *at[1:])))
        case Symbol(at=()):
            said, turned = f"{quoted(tree, text)} is not to be transposed.", Transpose(tree)
            yield Variant(turned, Mistake("transposed", said), (turned, tree), "A factor is not to be transposed.")
        case Apply(function=name, arguments=(argument,)):
            said = f"{name} is missing around {quoted(argument, text)}."
            yield Variant(argument, Mistake(f"missing {name}", said), lacking=("function", tree))
            if name.endswith("'"):
                plain = replace(tree, function=name[:-1])
                said = f"The slope {name} is meant, not {name[:-1]} itself."
                yield Variant(plain, Mistake("missing slope", said), (plain, tree), "A slope is missing.")
        case Fold(kind="sum" | "product" as kind, first=first, last=last):
            instead: Literal["sum", "product"] = "product" if kind == "sum" else "sum"
            said = f"A {kind} is meant, and not a {instead}."
            yield Variant(replace(tree, kind=instead), Mistake(f"{instead} for {kind}", said))
            if first is None or last is None:
                return
            ends = Mistake("ends of the sum", "The first or the last term is missing, or there is one too many.")
            for step in (-1, 1):
                yield Variant(replace(tree, first=moved(first, step)), ends)
                yield Variant(replace(tree, last=moved(last, step)), ends)


def _factor(lacking: str, term: Tree) -> str:
    """What is wrong with a term that lacks 2 or 1/2: the right one may have that, or the answer the other."""
    if lacking == "2":
        return "The factor 2 is missing" if has_factor(term, "2") else "A factor 1/2 too many"
    return missing_or_too_many(lacking, term, term)


def _off_by_one(tree: Sum, place: int, number: Constant, text: str) -> Iterator[Variant]:
    for step in (-1, 1):
        other = Constant(number.value + step)
        term = Negative(other) if isinstance(tree.terms[place], Negative) else other
        said = f"A number is off by one: {quoted(number, text)} is meant, and not `{other.value}`."
        changed = replace(tree, terms=(*tree.terms[:place], term, *tree.terms[place + 1 :]))
        yield Variant(changed, Mistake("off by one", said), (other, number), "A number is off by one.")


def _index(tree: Symbol, other: Symbol) -> Variant:
    told = "An index is off by one"
    said = f"{told}: `{written(tree)}` is meant, and not `{written(other)}`."
    return Variant(other, Mistake("wrong index", said), (other, tree), f"{told}.")


def _unsigned(tree: Tree) -> Tree:
    return tree.of if isinstance(tree, Negative) else tree


def _upside_down(tree: Quotient, text: str) -> Mistake:
    said = quoted(tree, text)
    return Mistake("reciprocal", f"{'It' if said.strip('`') == text.strip() else said} is upside down.")


def moved(index: Tree, step: int) -> Tree:
    """The index one further or one back, with a single number beside what runs: n - 2 and 1 more is n - 1."""
    plain, number = list[Tree](), Fraction(step)
    for term in index.terms if isinstance(index, Sum) else (index,):
        match term:
            case Constant(value=value):
                number += value
            case Negative(of=Constant(value=value)):
                number -= value
            case _:
                plain.append(term)
    if number or not plain:
        more: Tree = Constant(abs(number))
        plain.append(more if number >= 0 else Negative(more))
    return plain[0] if len(plain) == 1 else Sum(tuple(plain))


def _missing(what: str, part: Tree, text: str) -> Mistake:
    said = quoted(part, text)
    short = said if isinstance(_unsigned(part), Constant) else quoted(_unsigned(part), text)
    name = what.removeprefix("the ") if said.startswith("$") else short.strip("`")
    return Mistake(f"missing {name}", f"{what.capitalize()} {said} is missing.")


def quoted(part: Tree, text: str) -> str:
    """A part as the author wrote it, as code; of TeX, which is not cut, as the mathematics that was read."""
    if "\\" in text:
        return f"${tex(part, {})}$"
    if isinstance(part, Negative):
        said = quoted(part.of, text)
        if not said.startswith("`"):
            return said
        return f"`-({said[1:-1]})`" if isinstance(part.of, Sum) and said[1] != "(" else f"`-{said[1:]}"
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
