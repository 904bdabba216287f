"""Tables, CSV and TSV: a card in each row; with a head, or else question, answer, tags and hint."""

import csv
import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.decks.card import Card, Deck
from engine.decks.cloze import ClozeError, gaps
from engine.decks.written import Source, Written
from engine.exchange.draft import Notes, short
from engine.exchange.gaps import from_numbered, is_numbered
from engine.problems import Problem, RecurError

COLUMNS = ("id", "question", "answer", "cloze", "hint", "tags", "reversed", "note", "item", "erratum", "after")
PLAIN = ("question", "answer", "tags", "hint")
_SPELLED = {
    "front": "question",
    "prompt": "question",
    "term": "question",
    "back": "answer",
    "definition": "answer",
    "text": "cloze",
    "tag": "tags",
    "source": "note",
    "deck": "",  # one deck is made of one table
}
_ANKI = re.compile(r"#([a-z ]+):(.*)")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_YES, _NO = ("yes", "true", "1", "x", "y"), ("", "no", "false", "0", "n")
_BREAK = re.compile(r"<br\s*/?>|</(?:div|p)>", re.IGNORECASE)
csv.field_size_limit(2**26)  # a cell may be as long as a deck


@dataclass
class _Layout:
    """How a table is to be read: what parts its cells, what each column is, and what Anki says at its head."""

    separator: str
    columns: Sequence[str] = ()
    is_html: bool = False
    is_anki: bool = False
    skipped: int = 0  # lines before the table


def read_table(text: str, notes: Notes, separator: str = "") -> None:
    """Draft a card of each row. Raises RecurError with the place of what is no table."""
    layout = _layout(text, notes, separator)
    body = text.split("\n", layout.skipped)[-1]
    columns = list(layout.columns)
    for line, row in _rows(body, layout, notes):
        if not columns:
            head = _head(row, line, notes)
            columns = head or list(PLAIN)
            if head:
                continue
        cells = dict(zip(columns, map(_unmarked, row) if layout.is_html else row, strict=False))
        cells.pop("", None)
        for extra in row[len(columns) :]:
            if extra.strip():
                notes.leave(line, f"a cell beyond the {len(columns)} columns: {short(extra)}")
        written = _card(cells, line, layout, notes)
        if written is not None:
            notes.add(written, line)


def _layout(text: str, notes: Notes, separator: str) -> _Layout:
    layout = _Layout(separator)
    for number, line in enumerate(text.split("\n"), 1):
        found = _ANKI.fullmatch(line)
        if not found:
            break
        name, value = found[1], found[2].strip()
        layout.is_anki, layout.skipped = True, number
        if name == "separator":
            layout.separator = _SEPARATORS.get(value.lower(), value)
        elif name == "html":
            layout.is_html = value.lower() == "true"
        elif name == "columns":
            layout.columns = [_column(each) or "" for each in value.split(layout.separator or "\t")]
        elif name.endswith("column") and value.isdigit():
            wanted = "tags" if name == "tags column" else ""
            known = list(layout.columns or ("question", "answer"))
            at = int(value) - 1
            known[at:at] = [""] * (at - len(known))
            layout.columns = [*known[:at], wanted, *known[at + (wanted == "tags" and at < len(layout.columns)) :]]
            if not wanted:
                notes.leave(number, f"{name}: this column")
        else:
            notes.leave(number, f"{name}: {value}")
    if not layout.separator:
        first = text.split("\n", layout.skipped)[-1].partition("\n")[0]
        bare = re.sub(r'"[^"]*"', "", first)
        layout.separator = max(",;\t", key=bare.count)
    return layout


def _rows(text: str, layout: _Layout, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator, strict=True)
    first = layout.skipped + 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            words = "a quote is not closed" if "unexpected end" in str(error) else str(error)
            raise RecurError(str(Problem(notes.path, first, 1, f"not a table: {words}"))) from None
        if any(cell.strip() for cell in row):
            yield first, row
        first = layout.skipped + reader.line_num + 1


def _column(head: str) -> str | None:
    name = head.strip().lower()
    return name if name in COLUMNS else _SPELLED.get(name)


def _head(row: list[str], line: int, notes: Notes) -> list[str] | None:
    """The columns, if this row names them: a question and an answer, or a cloze, are among them."""
    columns = [_column(cell) for cell in row]
    if not ({"question", "answer"} <= set(columns) or "cloze" in columns):
        return None
    for name, cell in zip(columns, row, strict=True):
        if not name and cell.strip():
            notes.leave(line, f"the column {cell.strip()}")
        if name and columns.count(name) > 1:
            raise RecurError(str(Problem(notes.path, line, 1, f"two columns are called {name}: rename one")))
    return [name or "" for name in columns]


def _card(cells: dict[str, str], line: int, layout: _Layout, notes: Notes) -> Written | None:
    said = {key: value.strip() for key, value in cells.items() if value.strip()}
    question, answer, cloze, hint = (said.get(key, "") for key in ("question", "answer", "cloze", "hint"))
    if not cloze and "cloze" not in cells and is_numbered(question):
        question, cloze = "", question
    if cloze:
        try:
            if is_numbered(cloze):
                cloze, hints = from_numbered(cloze)
                hint = "; ".join([hint, *hints] if hint else hints)
            gaps(cloze)
        except ClozeError as error:
            notes.leave(line, f"{error.message}: {short(cloze)}")
            return None
        for left, what in ((question, "the question beside a cloze"), (answer, "the back of a cloze")):
            if left:
                notes.leave(line, f"{what}: {short(left)}")
        if _is_yes(said.get("reversed", ""), line, notes):
            notes.leave(line, "reversed: a cloze has no reverse")
    elif not (question and answer):
        missing = "an answer" if question else "a question"
        notes.leave(line, f"a row without {missing}: {short(question or answer or ' '.join(said.values()))}")
        return None
    return Written(
        id=said.get("id", ""),
        question="" if cloze else question,
        answer="" if cloze else answer,
        cloze=cloze,
        hint=hint,
        reversed=not cloze and _is_yes(said.get("reversed", ""), line, notes),
        source=_source(said, line, notes),
        tags=tuple(_listed(said.get("tags", ""), layout.is_anki)),
        after=tuple(_listed(said.get("after", ""), False)),
    )


def _is_yes(cell: str, line: int, notes: Notes) -> bool:
    if cell.lower() not in (*_YES, *_NO):
        notes.leave(line, f"reversed is yes or no, not {short(cell)}")
    return cell.lower() in _YES


def _source(said: dict[str, str], line: int, notes: Notes) -> Source | None:
    item = said.get("item", "")
    if item and not re.fullmatch(r"-?\d{1,15}", item):
        notes.leave(line, f"item is a whole number, not {short(item)}")
        item = ""
    if "note" not in said:
        for key in ("item", "erratum"):
            if key in said:
                notes.leave(line, f"{key} without a note: {short(said[key])}")
        return None
    return Source(said["note"], int(item) if item else None, said.get("erratum"))


def _listed(cell: str, is_anki: bool) -> Iterator[str]:
    """Names in one cell: between commas, or semicolons where there is no comma; Anki's between blanks."""
    if is_anki:
        parts = [each.replace("::", "/") for each in cell.split()]
    else:
        rows = csv.reader(io.StringIO(cell), delimiter="," if "," in cell else ";", skipinitialspace=True)
        parts = [" ".join(each.split()) for row in rows for each in row]
    yield from dict.fromkeys(each for each in parts if each)


def _unmarked(cell: str) -> str:
    return html.unescape(_BREAK.sub("\n", cell))


def table_text(decks: Sequence[Deck], separator: str = ",") -> str:
    """Every card in a row, under a head; of several decks each row names its own."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    several = len(decks) > 1
    writer.writerow((*COLUMNS, "deck") if several else COLUMNS)
    for deck in decks:
        for card in deck.cards:
            writer.writerow([*_cells(card).values(), *([deck.name] if several else [])])
    return out.getvalue()


def _cells(card: Card) -> dict[str, str]:
    """A card's row, by column."""
    source = card.source or Source("")
    return {
        "id": card.id,
        "question": card.question,
        "answer": card.answer,
        "cloze": card.cloze,
        "hint": card.hint,
        "tags": _in_one_cell(card.tags),
        "reversed": "yes" if card.reversed else "",
        "note": source.note,
        "item": "" if source.item is None else str(source.item),
        "erratum": source.erratum or "",
        "after": _in_one_cell(card.after),
    }


def _in_one_cell(names: Sequence[str]) -> str:
    """The names between commas; one that holds a comma or a semicolon, in quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(names)
    written = out.getvalue()
    return f"{written}," if len(names) == 1 and (";" in written or '"' in written) and "," not in written else written
