"""The questions of a quiz as they are typed into a form: the lines that stand under `quiz:` in a deck.

One question may be typed without its hyphen.
"""

import re
from typing import Any, NamedTuple

import msgspec
import yaml

from engine.decks.adding import line_behind
from engine.decks.events import load
from engine.decks.faults import Fault
from engine.decks.mending import card_nodes
from engine.decks.places import Places
from engine.decks.written import Head, Written
from engine.exchange.deck_text import deck_text

_SHAPE = "a question of a quiz has `ask: …`, and below it what is wanted, as `number: 4`"

_MARK = re.compile(r"^(---|\.\.\.|%(YAML|TAG)\b)(?!\S)", re.MULTILINE)
"""Lines by which YAML tells one document from the next; further in they are text."""


class Wrong(NamedTuple):
    """What is wrong, and how far into what is typed."""

    message: str
    at: int


class TypedQuiz(NamedTuple):
    """What is typed: the list as a deck has it, its questions, and why it is none."""

    text: str = ""
    questions: tuple[dict[str, Any], ...] = ()
    wrong: Wrong | None = None

    def lines(self, indent: int) -> str:
        """The key with its list, so far in; nothing where there is none."""
        if not self.questions:
            return ""
        rows = ["quiz:", *(f"  {line}" if line.strip() else "" for line in self.text.rstrip().split("\n"))]
        return "".join(f"{' ' * indent}{row}\n" if row else "\n" for row in rows)


def typed_quiz(typed: str) -> TypedQuiz:
    """Read what is typed."""
    if not typed.strip():
        return TypedQuiz()
    mark = _MARK.search(typed)
    if mark is not None:
        return TypedQuiz(wrong=Wrong(f"leave {mark[0]} away: only questions stand here", mark.start()))
    loaded = load(typed)
    if loaded.spots:
        spot = loaded.spots[0]
        return TypedQuiz(wrong=Wrong(spot.message, _offset(typed, spot.line, spot.column)))
    text, data = typed, loaded.data
    if isinstance(data, dict):
        text, data = _listed(typed), [data]
        if load(text).data != data:
            return TypedQuiz(wrong=Wrong("begin each question with a hyphen: - ask: …", 0))
    if data is None:
        return TypedQuiz()
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        return TypedQuiz(wrong=Wrong(_SHAPE, 0))
    return TypedQuiz(text, tuple(data))


def place(fault: Fault, typed: str) -> Wrong:
    """A fault, its path from the list on, with its place in what is typed."""
    quiz = typed_quiz(typed)
    spot = Places(quiz.text).spot(fault)
    column = spot.column if quiz.text == typed else max(1, spot.column - 2)
    return Wrong(spot.message, _offset(typed, spot.line, column))


def as_typed(questions: tuple[dict[str, Any], ...]) -> str:
    """Questions as they would be typed."""
    if not questions:
        return ""
    lines = deck_text(Head(), [msgspec.structs.replace(Written(), quiz=questions)]).split("\n")[1:]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines).rstrip()


def quiz_in(card: str) -> str:
    """The lines of a card's quiz as they were written, comments and all; none where they stand beside their key."""
    try:
        root: Any = yaml.compose(card, yaml.CSafeLoader)
    except yaml.YAMLError:
        return ""
    found = [(key, node) for each in card_nodes(root) for key, node in each.value if key.value == "quiz"]
    if len(found) != 1 or not isinstance(found[0][1], yaml.SequenceNode) or found[0][1].flow_style:
        return ""
    key, node = found[0]
    first, margin = key.start_mark.line + 1, node.start_mark.column
    last = card.count("\n", 0, line_behind(card, node))
    rows = card.split("\n")[first:last] or card.split("\n")[first:]
    if any(row[:margin].strip() for row in rows if not row.lstrip().startswith("#")):
        return ""
    return "\n".join(row[margin:] if not row[:margin].strip() else row.lstrip() for row in rows).rstrip()


def _listed(typed: str) -> str:
    """One mapping as a list of it."""
    lines, begun = [], False
    for line in typed.split("\n"):
        first = not begun and bool(line.strip()) and not line.lstrip().startswith("#")
        begun = begun or first
        lines.append(f"- {line}" if first else f"  {line}" if line.strip() else line)
    return "\n".join(lines)


def _offset(text: str, line: int, column: int) -> int:
    before = text.split("\n")[: line - 1]
    return min(len(text), sum(len(each) + 1 for each in before) + column - 1)
