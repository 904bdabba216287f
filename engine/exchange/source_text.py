"""The text of a file of notes: decoded, its lines counted as an editor does, without what no deck can hold."""

import codecs
import re
from pathlib import Path

from engine.decks.reading import MOST_BYTES
from engine.decks.syntax import undecodable
from engine.exchange.draft import Notes
from engine.problems import Problem, RecurError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufeff\\ufffe\\uffff]")
_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")  # lines to YAML, not to an editor


def read_text(path: Path, notes: Notes) -> str:
    """What the file says. Control characters are left out, and told. Raises RecurError with file, line and column."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RecurError(f"{path}:1:1: larger than {MOST_BYTES // 2**20} MiB: make several files of it")
        raw = path.read_bytes()
    except OSError as error:
        raise RecurError(f"{path}: {error.strerror or error}", 2) from None
    mark, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", "utf-8"))
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise RecurError(str(Problem(path, *undecodable(error)))) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    return clean(text, notes)


def clean(text: str, notes: Notes) -> str:
    """Without the characters that a deck cannot hold; each is told with its place."""
    for found in _CONTROL.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        notes.leave(line, f"the control character U+{ord(found[0]):04X}", column)
    return _CONTROL.sub("", text)
