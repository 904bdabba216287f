"""What a new deck, the Python beside it and a new card begin with. The tests read, check and run each."""

from engine.exchange.scalars import scalar

SCHEMA = "deck.schema.json"

_DECK = """\
# yaml-language-server: $schema={schema}
title: {title}
{about}cards:

"""

_ABOUT = "about: What it is about, in a sentence.\n"

_CARD = """\
- id: odd-numbers
  question: What is the sum of the first $n$ odd numbers?
  answer: $1 + 3 + \\dots + (2n - 1) = n^2$.
  source: {note: The book or the lecture that you have it from}
  quiz:
    - ask: What is $1 + 3 + 5 + 7 + 9$?
      number: 25
"""

_RUNNING_CARD = """\
- id: compound-growth
  question: What does a sum become that grows by the rate $r$ every year, after $n$ years?
  answer: |
    What it was, times

    $$(1 + r)^n$$
  source: {note: The book or the lecture that you have it from}
  run: compound_growth
  knobs: {years: 20}
  quiz:
    - ask: A sum of 100 grows by a tenth every year. What is it after two years?
      number: 121
"""

_CODE = '''\
"""What runs behind the cards of this deck: `run: compound_growth` of a card names the function below."""

from collections.abc import Iterator
from math import prod

from engine import Claim, Exhibit, Plot, Series, answer, slider


@answer(
    rate=slider(0.0, 0.2, start=0.05, step=0.01, label="rate r"),
    years=slider(1, 40, start=10, label="years n"),
)
def compound_growth(rate: float, years: int) -> Iterator[Exhibit]:
    """Growth by a rate of what there is, beside growth by a rate of what there was at first."""
    times = range(years + 1)
    yield Plot(
        "$(1 + r)^n$",
        (
            Series("compound", tuple(times), tuple((1 + rate) ** n for n in times)),
            Series("simple", tuple(times), tuple(1 + rate * n for n in times), "dashes"),
        ),
        x="years",
        scale="times what it was",
    )
    yield Claim("year by year it comes to the same", prod([1 + rate] * years), "=", (1 + rate) ** years)
    yield Claim("it is never less than simple growth", (1 + rate) ** years, "≥", 1 + rate * years)
'''


_HELP = """\
# A card for {deck}. Write, save and close; leave it as it is, and nothing is added.
# Text stands indented below its bar; $…$ and $$…$$ are formulas. With `cloze: |` and {{{{gaps}}}} in it
# neither question nor answer is needed. An id is made of the question's words where you give none.
"""

_BLANK = "- question: |\n    \n  answer: |\n    \n"

WRITE_AT = _HELP.count("\n") + 2
"""The line of a new card where the question is written."""


def new_card(deck: str) -> str:
    """What a new card begins with: help, and a question and an answer to fill in."""
    return _HELP.format(deck=deck) + _BLANK


def without_help(text: str) -> str:
    """A draft without the lines that helped to write it."""
    first, _, rest = _HELP.format(deck="\n").partition("\n")
    helped = rest.splitlines()[1:]
    return "\n".join(line for line in text.split("\n") if line not in helped and not line.startswith(first))


def new_deck(name: str, with_code: bool, cards: str = "") -> str:
    """The text of a deck with these cards, else with one to begin from; with code, it runs `compound_growth`."""
    words = name.replace("_", " ").replace("-", " ").strip()
    title = words[:1].upper() + words[1:] or name
    about = "" if cards else _ABOUT
    return _DECK.format(schema=SCHEMA, title=scalar(title), about=about) + (
        cards or (_RUNNING_CARD if with_code else _CARD)
    )


def new_code() -> str:
    """The Python beside it: an answer with a slider and a plot."""
    return _CODE
