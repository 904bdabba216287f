"""One value of a deck as YAML: plain where that is safe, else in quotes; long text folded, several lines as a block."""

import re
from typing import Any

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

WIDTH = 118
_PLAIN = re.compile(r"[^\W_][^\n]*|\([^\n]*")
_UNSAFE = re.compile(r": |:$| #|\s$|\t")
_FLOW = re.compile(r"[,\[\]{}]")
_UNPRINTABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_TEXT = "tag:yaml.org,2002:str"
_RESOLVER = Resolver()


def scalar(value: Any, flow: bool = False) -> str:
    """A value in one line. Of text, what comes back is exactly what went in."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    text = str(value)
    if _is_plain(text, flow):
        return text
    if "\n" in text or _UNPRINTABLE.search(text):
        return '"' + "".join(map(_escaped, text)) + '"'
    return "'" + text.replace("'", "''") + "'"


def block(text: str, indent: int, room: int, ends: str = "-") -> str | None:
    """Text under its key, indented: folded where it is one long line, else line for line; None where one line will do.

    `room` is what is left of the key's line. `ends` is "" for text that is read without its last line's end.
    """
    if text != text.strip() or _UNPRINTABLE.search(text):
        return None
    margin = " " * indent
    if "\n" in text:
        return f"|{ends}\n" + "\n".join(margin + line if line else "" for line in text.split("\n"))
    if len(scalar(text)) <= room or "  " in text or "\t" in text or " " not in text:
        return None
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > WIDTH - indent:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return ">-\n" + "\n".join(margin + each for each in [*lines, line])


def _is_plain(text: str, flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or _UNSAFE.search(text) or _UNPRINTABLE.search(text):
        return False
    if flow and _FLOW.search(text):
        return False
    resolved = _RESOLVER.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML's stubs
    return bool(resolved == _TEXT)


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if not _UNPRINTABLE.match(char):
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _number(value: float) -> str:
    """With a dot and a signed exponent, as YAML 1.1 wants it."""
    text = repr(value)
    if text in ("inf", "-inf"):
        return text.replace("inf", ".inf")
    if text == "nan":
        return ".nan"
    mantissa, e, exponent = text.partition("e")
    dotted = mantissa if "." in mantissa else f"{mantissa}.0"
    return dotted + (f"e{'' if exponent[0] in '+-' else '+'}{exponent}" if e else "")
