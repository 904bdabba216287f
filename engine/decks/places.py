"""Where a fault stands: the line and column of a path within a YAML text. Only for messages, so it may be slow."""

import re
from copy import copy
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from engine.decks.faults import Fault, Part, Path, Spot

_SHORT = 40


class Places:
    """The nodes of a text, with their marks. `first_line` is the text's own line in its file, from 1."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self._text = text
        self._first = first_line
        self._root: Any = _Composer(text).get_single_node()

    def spot(self, fault: Fault, base: Path = ()) -> Spot:
        """The place of a fault whose path begins at `base`; where the path ends early, of the last that is there."""
        node, key = self._node((*base, *fault.path))
        at = key if fault.on_key and key is not None else node
        line, column = at.start_mark.line, at.start_mark.column
        if fault.part is not None and isinstance(at, yaml.ScalarNode):
            line, column = self._within(at, fault.part)
        message = fault.message
        if "{found}" in message:
            found = self._text[node.start_mark.index : node.end_mark.index].strip()
            message = message.replace("{found}", found if len(found) <= _SHORT else found[:_SHORT] + "…")
        if message.endswith(" is empty"):
            behind = self._text[node.end_mark.index :].partition("\n")[0].lstrip()
            message += ": what stands behind # is a comment, so put it in quotes" if behind.startswith("#") else ""
        return Spot(line + self._first, column + 1, message)

    def card_spot(self, fault: Fault, line: int) -> Spot:
        """The place of a fault within the card that begins at a line of the file."""
        base = self._card_base(line)
        return self.spot(fault, base) if base is not None else Spot(line, 1, fault.message)

    def in_card(self, line: int, column: int, card_line: int, path: Path) -> bool:
        """Whether a place of the file is within that path of the card that begins at a line; true where none does."""
        base = self._card_base(card_line)
        if base is None:
            return True
        node, _ = self._node((*base, *path))
        here = line - self._first, column - 1
        start, end = node.start_mark, node.end_mark
        return (start.line, start.column) <= here < (end.line, end.column)

    def _card_base(self, line: int) -> Path | None:
        """The path of the card that begins at a line of the file."""
        root = self._root
        base: Path = ()
        if isinstance(root, yaml.MappingNode):
            base, (root, _) = ("cards",), self._node(("cards",))
        for place, card in enumerate(root.value if isinstance(root, yaml.SequenceNode) else ()):
            if card.start_mark.line + self._first == line:
                return (*base, place)
        return None

    def _node(self, path: Path) -> tuple[Any, Any]:
        """The node at a path, and the node of the key that leads to it."""
        node, key = self._root, None
        for step in path:
            following: tuple[Any, Any] | None = None
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                following = node.value[step], None
            elif isinstance(node, yaml.MappingNode):
                following = next(
                    ((value, name) for name, value in node.value if _same(name, step)),
                    None,
                )
            if following is None:
                break
            node, key = following
        return node, key

    def _within(self, node: Any, part: Part) -> tuple[int, int]:
        """Where a part of a scalar's value is written: looked for in its source, however it is quoted or folded."""
        start, end = node.start_mark.index, node.end_mark.index
        source = self._text[start:end]
        whole = _pattern(part.text, node.style)
        found = [match.start() for match in re.finditer(whole, source)]
        if part.nth >= len(found):
            return node.start_mark.line, node.start_mark.column
        into = re.compile(_pattern(part.text[: part.column], node.style)).match(source, found[part.nth])
        at = start + (into.end() if into else found[part.nth])
        if part.column:
            while self._text[at : at + 1] in ("\n", " ") and at < end - 1:
                at += 1
        return self._text.count("\n", 0, at), at - self._text.rfind("\n", 0, at) - 1


class _Composer(Composer, Resolver):
    """Nodes in which an alias has its own place, not that of what it stands for.

    An anchor may be named anew, as YAML has it, and an alias may stand for what is not in this part of the file.
    """

    def __init__(self, text: str) -> None:
        Composer.__init__(self)
        Resolver.__init__(self)
        parser = yaml.CSafeLoader(text)
        self.check_event, self.peek_event, self.get_event = parser.check_event, parser.peek_event, parser.get_event

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()
        if not isinstance(event, yaml.AliasEvent):
            self.anchors.pop(event.anchor, None)
            return super().compose_node(parent, index)
        self.get_event()
        marks: Any = event.start_mark, event.end_mark
        node = copy(self.anchors.get(event.anchor)) or yaml.ScalarNode("tag:yaml.org,2002:str", "", *marks)
        node.start_mark, node.end_mark = marks
        return node


@lru_cache(maxsize=4)
def places_in(path: FilePath, stamp: int) -> Places | None:
    """The places of a file as it was at `stamp`; None where it is not YAML as a whole."""
    try:
        return Places(path.read_text("utf-8-sig"))
    except (OSError, UnicodeError, yaml.YAMLError):
        return None


def _same(node: Any, key: object) -> bool:
    if not isinstance(node, yaml.ScalarNode):
        return False
    if isinstance(key, str):
        return bool(node.value == key)
    try:
        made = yaml.constructor.SafeConstructor().construct_object(node)
    except (ValueError, yaml.YAMLError):
        return False
    return bool(made == key)


def _pattern(text: str, style: str | None) -> str:
    """A pattern for the source of a value: any white space for white space, escapes as the quotes ask for."""
    written: list[str] = []
    for piece in re.split(r"(\s+)", text):
        quoted = piece
        if style == '"':
            quoted = piece.replace("\\", "\\\\").replace('"', '\\"')
        elif style == "'":
            quoted = piece.replace("'", "''")
        written.append(r"\s+" if piece.isspace() else re.escape(quoted))
    return "".join(written)
