"""The reference as entries: each says what it is about, the words by which it is found, and has examples."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import fill
from typing import Any, get_args

import engine
from engine.answers import Limits
from engine.exhibits import Exhibit, Relation
from engine.guide import keys
from engine.guide.excerpts import Excerpt, excerpts
from engine.guide.notations import NOTATIONS, SYMBOLS, functions

RELATIONS = {
    "=": "both sides are equal within the tolerance; texts are equal",
    "≈": "the same, where it should be read as roughly",
    "≠": "they differ by more than the tolerance; texts differ",
    "<": "the left side is less, without tolerance",
    "≤": "it is less, or equal within the tolerance",
    ">": "the left side is more, without tolerance",
    "≥": "it is more, or equal within the tolerance",
}
"""When a claim holds, by its relation."""

KNOBS = ("slider", "choice", "switch", "text", "seed")
MARKS = ("answer", "code", "limits", "world")


@dataclass(frozen=True)
class Entry:
    """A piece of the reference. `names` are what it is about, `parts` what else it tells of; `text` is Markdown."""

    title: str
    text: str
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    examples: tuple[Excerpt, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """Entries that belong together, under a few words."""

    title: str
    text: str
    entries: tuple[Entry, ...]


def reference() -> tuple[Chapter, ...]:
    """All of it, in the order in which an author needs it."""
    return (
        Chapter(
            "A deck",
            "A deck is a file that ends in `.yaml`: a list of cards, or a mapping with these keys. Text that YAML "
            "would read as something else (`no`, `8`, a date) stands in quotes.",
            tuple(_of_keys("deck")),
        ),
        Chapter(
            "A card",
            "A card has an `id`, and a `question` with its `answer` or a `cloze`. All other keys may be left out. Long "
            "texts stand indented below a bar: `answer: |`.",
            tuple(_of_keys("card", "source")),
        ),
        Chapter(
            "A question of the quiz",
            "A question has `ask`, and one of `number`, `formula`, `choose`, `text` or `order`, which makes its kind; "
            "or only `generate`. `recur check` grades everything in `accept`, which must come out right, and in "
            "`reject`, which must come out wrong. Choices and lines are typed by their numbers.",
            tuple(_of_keys("question", "number", "formula", "choose", "option", "text", "order", "generate")),
        ),
        Chapter(
            "A formula",
            "A student may type a formula in any of these notations, mixed as they come; it is right where it is equal "
            "to the right one. The same holds for `formula`, `accept` and `reject`.",
            (_notations(), _functions()),
        ),
        Chapter(
            "Python beside a deck",
            "`series.py` beside `series.yaml` has the functions that its cards name. A generator of questions, and a "
            "world, takes a `numpy.random.Generator` and no other source of chance. " + _limits_told(),
            tuple(_of_python(name) for name in MARKS),
        ),
        Chapter(
            "Knobs",
            "A knob is a parameter of an answer: `@answer(name=slider(0, 1))` over a function that takes `name`. "
            "`label` is what the screen calls it, else its name; `start` is where it stands, unless the card's "
            "`knobs` say otherwise. `recur check` runs the answer at both ends of each, where every claim must hold.",
            tuple(_of_python(name) for name in KNOBS),
        ),
        Chapter(
            "Exhibits",
            "An answer yields exhibits, one after another, and each is shown as it comes. One with a `key` takes the "
            "place of the earlier one of its kind and key: so a curve grows. Fields called `tex` hold TeX without "
            "dollars, every other text is Markdown with `$…$`.",
            (*(_of_python(name) for name in exhibits()), _relations()),
        ),
    )


def exhibits() -> tuple[str, ...]:
    """The exhibits and their parts, by name."""
    return tuple(name for name in engine.__all__ if isinstance(each := getattr(engine, name), type) and each != Exhibit)


def _of_keys(*owners: str) -> Iterator[Entry]:
    """Keys that share an example share an entry."""
    wanted = [key for owner in owners for key in keys.keys_of(owner)]
    done: set[str] = set()
    for key in wanted:
        if key in done:
            continue
        found = tuple(each for each in excerpts() if key in each.of)
        together = tuple(each for each in (found[0].of if found else (key,)) if each in wanted and each not in done)
        done.update(together)
        names = tuple(each.partition(".")[2] for each in together)
        text = "\n".join(map(keys.told, together))
        title = ", ".join(f"`{name}`" for name in names)
        yield Entry(title, text, (*names, *together), examples=found)


def _of_python(name: str) -> Entry:
    function = getattr(engine, name)
    about = inspect.getdoc(function) or ""
    text = f"```python\n{_called(name, function)}\n```\n\n{about}"
    parts = tuple(inspect.signature(function).parameters)
    return Entry(f"`{name}`", text, (name,), parts, tuple(each for each in excerpts() if name in each.of))


def _called(name: str, function: Callable[..., Any]) -> str:
    """How it is called: its parameters without their types."""
    signature = inspect.signature(function)
    bare = [each.replace(annotation=inspect.Parameter.empty) for each in signature.parameters.values()]
    return name + str(inspect.Signature(bare))


def _relations() -> Entry:
    items = "\n".join(f"- `{relation}`: {RELATIONS[relation]}" for relation in get_args(Relation))
    about = (
        "Whether a claim holds is computed from its two sides. The tolerance is relative to the right side, absolute "
        "where that is 0; a NaN makes every claim fail."
    )
    return Entry("Relations", f"{fill(about, 120)}\n\n{items}", ("relation", "relations"))


def _notations() -> Entry:
    where = ", ".join(
        f"{name}: {kind if isinstance(kind, str) else '[' + ', '.join(kind) + ']'}" for name, kind in SYMBOLS.items()
    )
    rows = "\n".join(f"- {what}: {', '.join(f'`{way}`' for way in ways)}" for what, ways in NOTATIONS.items())
    return Entry("Notations", f"Here `where` is `{{{where}}}`.\n\n{rows}", ("notation", "notations"))


def _functions() -> Entry:
    return Entry("Functions", "\n".join(functions()), ("function", "functions"))


def _limits_told() -> str:
    most = Limits()
    return (
        f"A run may take {most.seconds:g} seconds, {most.mebibytes:,} MiB of memory, {most.exhibits:,} exhibits and "
        f"{most.output_bytes:,} bytes of them; what does not end is stopped, and said so."
    )
