"""What an author may write: the keys of a deck and of a card, each with its type and what it is for.

From these come the reading of decks, the messages about what does not fit, and the schema that editors read.
"""

from typing import Annotated, Any

import msgspec

Scalar = bool | int | float | str


SAYS: dict[str, Any] = {"pattern": r"\S"}
"""In the schema: a text that says something."""
NAMES_FUNCTION: dict[str, Any] = {"pattern": r"^[^\s!-/:-@\[-^`{-~]+$"}
"""In the schema: the name of a function."""


def means(about: str, **schema: Any) -> msgspec.Meta:
    """What a key is for, in a sentence or two; `schema` is for editors alone, reading does not look at it."""
    return msgspec.Meta(description=about, extra_json_schema=schema or None)


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a card comes from, and what is wrong there."""

    note: Annotated[str, means("The note, book or lecture.")]
    item: Annotated[int | None, means("Its number in there.")] = None
    erratum: Annotated[str | None, means("What is wrong there, in Markdown; the card says what is true.")] = None


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A card as its author writes it: a question and an answer, or a cloze."""

    id: Annotated[
        str,
        means(
            "The card's name, for good: its progress is kept under it. Letters, digits and hyphens.",
            pattern=r"^(?!-*$)[^\s!-,./:-@\[-`{-~]{1,100}$",
        ),
    ] = ""
    question: Annotated[str, means("One question. Markdown, with $…$ and $$…$$ for formulas.", **SAYS)] = ""
    answer: Annotated[
        str, means("Its answer, short enough to recall. Markdown, with $…$ and $$…$$ for formulas.", **SAYS)
    ] = ""
    cloze: Annotated[
        str,
        means(
            "A text with {{gaps}}, in place of a question and an answer; each gap is asked on its own.",
            pattern=r"\{\{",
        ),
    ] = ""
    hint: Annotated[str, means("What helps on the way to the answer, shown when asked for.")] = ""
    reversed: Annotated[bool, means("Also ask from the answer to the question, on another day.")] = False
    source: Annotated[Source | None, means("Where the card comes from, and what is wrong there.")] = None
    tags: Annotated[tuple[str, ...], means("Words to find the card by.", items=SAYS)] = ()
    after: Annotated[
        tuple[str, ...], means("Cards to know first: the id of one, or deck/id. A new card waits for them.", items=SAYS)
    ] = ()
    run: Annotated[
        str,
        means(
            "The answer function that runs with the answer: one marked @answer in the Python file beside the deck.",
            **NAMES_FUNCTION,
        ),
    ] = ""
    knobs: Annotated[dict[str, Scalar], means("Where this card starts the knobs of its answer function.")] = {}
    quiz: Annotated[
        tuple[dict[str, Any], ...],
        means("Questions whose answers are typed. Each has `ask` and what is wanted, or is generated."),
    ] = ()


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A deck as a mapping; one that needs no title is just a list of cards."""

    title: Annotated[str, means("The name shown; without one, that of the file.")] = ""
    about: Annotated[str, means("What the deck is about, in a sentence of Markdown.")] = ""
    tags: Annotated[tuple[str, ...], means("Words to find all of its cards by.", items=SAYS)] = ()
    cards: Annotated[list[Any], means("The cards.")] = []
