"""Typed formulas: read, held against the right one by shape and by value, and told what is wrong with them."""

from collections.abc import Container, Iterator, Sequence

import msgspec

from engine.decks.questions import Formula
from engine.exhibits import Prose
from engine.formula.calls import REWRITES
from engine.formula.characters import ONES
from engine.formula.echo import tex
from engine.formula.error import FormulaError, OtherIndexError
from engine.formula.functions import SPELLINGS
from engine.formula.reading import read
from engine.formula.tree import Transpose, Tree
from engine.grading.asked import Asked, asked
from engine.grading.comparison import Comparison, Pair, compare
from engine.grading.evidence import counterexample
from engine.grading.factors import also_transposed
from engine.grading.marking import World, slips_of
from engine.grading.mistake import Mistake
from engine.grading.naming import known_mistake
from engine.grading.notation import inner_products, one_by_a_row, other_readings
from engine.grading.off_by_one import off_by_one
from engine.grading.other_index import other_index
from engine.grading.out_of_range import NoMemberError, OutOfRangeError, TooMuchError
from engine.grading.points import Members
from engine.grading.question_error import QuestionError
from engine.grading.shape_error import ShapeError
from engine.grading.shapes import settle
from engine.grading.sizes import Shape, is_vector, spoken
from engine.grading.slips import told
from engine.grading.valueless import valueless
from engine.grading.variants import quoted
from engine.grading.verdict import Verdict


def grade_formula(question: Formula, answer: str, world: World | None = None, seed: int = 1) -> Verdict:
    """What a typed formula is worth.

    Raises QuestionError where the question itself is at fault, and what the world raises.
    """
    ask = asked(question, world, seed)
    try:
        tree = read(answer, ask.symbols)
    except FormulaError as error:
        if isinstance(error, OtherIndexError) and (verdict := _other_index(ask, answer, error)):
            return verdict
        return Verdict(verdict="refused", reason=_sentence(error.message, ask.symbols), column=error.column + 1)
    if (nothing := valueless(tree)) is not None:
        part, why = nothing
        said = f"{quoted(part, answer)} has no value: {why[:1].lower()}{why[1:]}"
        return Verdict(verdict="refused", reason=said, column=part.start + 1)
    verdict = _judged(ask, tree)
    for other, said in _meant(ask, tree, answer, verdict):
        if other != tree and _is(ask, ask.settled, other):
            verdict = Verdict(verdict="refused", reason=said)
            break
    return msgspec.structs.replace(verdict, understood=tex(tree, ask.symbols))


def _meant(ask: Asked, tree: Tree, answer: str, verdict: Verdict) -> Iterator[tuple[Tree, str]]:
    """What an answer that is not right, or has no value, may mean to its writer, and how to write that."""
    if verdict.verdict == "correct":
        return
    if verdict.verdict == "unknown":
        yield inner_products(tree)
    elif verdict.verdict == "wrong" or "[" in answer:
        drawn = next(ask.points()).values if "[" in answer else {}
        from_zero = {name for name, each in drawn.items() if isinstance(each, Members) and 0 in each.by_number}
        yield from other_readings(answer, tree, ask.symbols, from_zero)


def _judged(ask: Asked, tree: Tree) -> Verdict:
    try:
        settled, shape = settle(tree, ask.symbols)
    except ShapeError as error:
        return _no_ones(ask, tree) or _misfit(ask, tree, error)
    try:
        if shape != ask.shape and not _same_vector(shape, ask.shape):
            if refused := _no_ones(ask, tree):
                return refused
            return _other_shape(ask, tree, settled, shape)
        found = _compared(ask, settled, tree)
        if found.decision == "same":
            return Verdict(verdict="correct", reason=_where_defined(found), method=_method(ask, found))
        if found.decision == "different":
            return _wrong(ask, tree, settled, found)
    except OutOfRangeError as error:
        return _out_of_range(ask, tree, error)
    except TooMuchError:
        return Verdict(verdict="unknown", reason="Its sums have more terms than are computed in a second.")
    if found.tried and found.right_undefined == found.tried:
        raise QuestionError(f"the right formula {ask.right.text} is defined at none of {found.tried} points tried")
    if tree == ask.right.tree or (not found.yours_undefined and _alike_by_algebra(ask, settled)):
        return Verdict(verdict="correct", method="the same by algebra")
    return Verdict(verdict="unknown", reason=_why_undecided(found), method=_method(ask, found))


def _out_of_range(ask: Asked, tree: Tree, error: OutOfRangeError) -> Verdict:
    """What has no value is refused, but for an index that is plainly off by one."""
    said = _sentence(error.message, ask.symbols)
    own = off_by_one(ask, tree, error) if isinstance(error, NoMemberError) else None
    if own is None:
        return Verdict(verdict="refused", reason=said, column=error.column + 1)
    mistake = _named(_fed_back(ask, tree), own)
    method = "by its value with the index mended"
    return Verdict(
        verdict="wrong", slip=mistake.slip, reason=mistake.reason, method=method, evidence=(Prose(said),),
        column=error.column + 1,
    )  # fmt: skip


def _other_index(ask: Asked, answer: str, error: OtherIndexError) -> Verdict | None:
    """An answer with a name that is known with another index alone, where that is plainly a slip."""
    found = other_index(ask, answer)
    if found is None:
        return None
    ask, tree, own = found
    mistake = _named(_fed_back(ask, tree), own)
    said = f"There is no `{error.name}` among the names here. With the index mended the formula is right."
    return Verdict(
        verdict="wrong", slip=mistake.slip, reason=mistake.reason, method="by its value with the index mended",
        evidence=(Prose(said),), column=error.column + 1, understood=tex(tree, ask.symbols),
    )  # fmt: skip


def _compared(ask: Asked, settled: Tree, tree: Tree, right: Tree | None = None) -> Comparison:
    found = compare(settled, right or ask.settled, ask.points(tree), scalar=ask.scalar)
    if ask.world is not None and right is None and found.right_undefined:
        raise QuestionError(f"the right formula {ask.right.text} is not finite at a draw of the world")
    return found


def _same_vector(shape: Shape, other: Shape) -> bool:
    return is_vector(shape) and shape == (other[1], other[0])


def _no_ones(ask: Asked, tree: Tree) -> Verdict | None:
    """A refusal of 1 pᵀ where shapes do not fit: its 1 is the vector of ones to many, and a number here."""
    one = one_by_a_row(tree, ask.symbols)
    return None if one is None else Verdict(verdict="refused", reason=_sentence(ONES), column=one.start + 1)


def _misfit(ask: Asked, tree: Tree, error: ShapeError) -> Verdict:
    """Shapes that do not go together within the answer."""
    if error.notation:
        return Verdict(verdict="refused", reason=_sentence(error.message, ask.symbols), column=error.column + 1)
    fed_back = _fed_back(ask, tree)
    mistake = _named(fed_back, Mistake("shape", _sentence(error.message, ask.symbols)))
    said = f"{_sentence(f'the shapes do not fit: {error.message}')} " if fed_back else ""
    note = Prose(f"{said}The answer is {spoken(ask.shape)}.")
    return Verdict(
        verdict="wrong",
        slip=mistake.slip,
        reason=mistake.reason,
        method="by the shapes alone",
        evidence=(note,),
        column=error.column + 1,
    )


def _other_shape(ask: Asked, tree: Tree, settled: Tree, shape: Shape) -> Verdict:
    """The answer has one shape, the right formula another."""
    turned = shape == (ask.shape[1], ask.shape[0])
    said, wanted = f"This is {spoken(shape)}", f"answer is {spoken(ask.shape)}."
    own = Mistake("shape", f"{said}: transposed?" if turned else f"{said}.")
    if turned:
        found = _compared(ask, Transpose(settled), tree)
        if found.decision == "same":
            own = Mistake("transposed", "Right, but for the transpose: rows and columns have changed places.")
        elif found.differ and (more := _mistake(ask, tree, found.differ)):
            own = also_transposed(more)
    mistake = _named(_fed_back(ask, tree), own)
    note = f"The {wanted}" if said in mistake.reason else f"{said}, the {wanted}"
    return Verdict(
        verdict="wrong",
        slip=mistake.slip,
        reason=mistake.reason,
        method="by the shapes alone" if mistake.slip == "shape" else "by the shapes, and by values",
        evidence=(Prose(note),),
    )


def _wrong(ask: Asked, tree: Tree, settled: Tree, found: Comparison) -> Verdict:
    mistake = _fed_back(ask, tree, settled)
    if found.differ and not (mistake and mistake.slip):
        own = _mistake(ask, tree, found.differ + found.same, beside=mistake is not None)
        mistake = _named(mistake, own) if own else mistake
    if not found.differ:
        reason = "It is infinite wherever the right one is not: a division by 0, or a logarithm of 0."
        mistake = mistake or Mistake("", reason)
        return Verdict(verdict="wrong", slip=mistake.slip, reason=mistake.reason, method=_method(ask, found))
    mistake = mistake or Mistake("", _difference(found))
    return Verdict(
        verdict="wrong",
        slip=mistake.slip,
        reason=mistake.reason,
        method=_method(ask, found),
        evidence=counterexample(found.worst, ask.shown(tree)),
    )


def _mistake(ask: Asked, tree: Tree, pairs: Sequence[Pair], *, beside: bool = False) -> Mistake | None:
    """The mistake that has a name, looked for in a few points of different sizes.

    `beside` what the author says a part of another form that is accepted would be a second explanation.
    """
    rights = ask.rights[:1] if beside else ask.rights
    return known_mistake(pairs, tree, rights, slips_of(ask.world), ask.symbols)


def _named(fed_back: Mistake | None, own: Mistake) -> Mistake:
    """What the author says where there is that, with a name for the slip."""
    return own if fed_back is None else Mistake(fed_back.slip or own.slip, fed_back.reason)


def _fed_back(ask: Asked, tree: Tree, settled: Tree | None = None) -> Mistake | None:
    """What the author says to an answer that is one of the rejected formulas, by its tree or by its value."""
    for written, feedback in ask.rejected:
        if written.tree == tree or (settled is not None and _is(ask, settled, written.tree)):
            return Mistake(*told(feedback))
    return None


def _is(ask: Asked, settled: Tree, other: Tree) -> bool:
    try:
        right, shape = settle(other, ask.symbols)
        if shape != ask.shape and not _same_vector(shape, ask.shape):
            return False
        return _compared(ask, settled, other, right).decision == "same"
    except (ShapeError, OutOfRangeError, TooMuchError):
        return False


def _alike_by_algebra(ask: Asked, settled: Tree) -> bool:
    if not ask.scalar:
        return False
    from engine.grading.algebra import alike  # SymPy, where numbers have not decided

    return alike(settled, ask.settled)


def _method(ask: Asked, found: Comparison) -> str:
    pairs = found.same + found.differ
    if ask.scalar:
        what = f"{len(pairs)} random {'points' if ask.world is None else 'worlds'} at 40 digits"
    else:
        sizes = {tuple(sorted(pair.point.sizes.items())) for pair in pairs}
        kind = "worlds" if ask.world is not None else "points"
        sets = "set" if len(sizes) == 1 else "sets"
        over = f" over {len(sizes)} {sets} of dimensions" if any(sizes) else ""
        what = f"{len(pairs)} random {kind}{over}"
    method = f"{what}, relative tolerance 1e-9"
    if found.differ:
        return f"{method}; smallest difference found {min(pair.difference for pair in found.differ):.2g}"
    if found.same:
        return f"{method}; largest difference found {max(pair.difference for pair in found.same):.0e}"
    return f"{found.tried} random points tried"


def _where_defined(found: Comparison) -> str:
    if not found.yours_undefined:
        return ""
    return "They are equal wherever both are defined."


def _why_undecided(found: Comparison) -> str:
    defined = found.tried - found.right_undefined
    if found.noise:
        return "Rounding hides whether it is right: terms that are very large cancel in it."
    if defined and found.yours_undefined == defined:
        return "It is defined at none of the points tried, so its value cannot be held against the right one."
    return "There are too few points where both formulas are defined to tell whether they are the same."


def _difference(found: Comparison) -> str:
    if found.same:
        many = len(found.same) + len(found.differ)
        return f"It agrees at {len(found.same)} of {many} points, and differs at the others."
    return "It has another value than the right one at every point tried."


def _sentence(message: str, symbols: Container[str] = ()) -> str:
    """As a sentence; a symbol, an index or a function that it begins with keeps its small letter."""
    text = message.strip()
    first, _, rest = text.partition(" ")
    article = first == "a" and not rest.startswith(("is ", "has ", "stands "))
    known = first in symbols or first in SPELLINGS or first in REWRITES
    named = not article and (known or len(first) == 1 or not first.isalpha())
    return (text if named else text[:1].upper() + text[1:]) + ("" if text.endswith((".", "?", "!")) else ".")
