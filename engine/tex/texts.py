r"""Words inside a formula: `\text{where $x$ is}`."""

import re

from engine.tex.error import TexError
from engine.tex.nodes import Font, Node, Row, Text
from engine.tex.tokens import tokens

_DOLLARS = re.compile(r"(?<!\\)\$")
_ESCAPED = re.compile(r"\\([%$#&_{} ])")


def text(words: str, column: int, font: Font, depth: int) -> Node:
    """The words, with the formulas between dollars read as formulas; TexError where one can't be."""
    parts = _DOLLARS.split(words)
    if len(parts) % 2 == 0:
        raise TexError("a dollar that is never closed", column)
    nodes: list[Node] = []
    for index, part in enumerate(parts):
        if index % 2 == 0:
            plain = _ESCAPED.sub(r"\1", re.sub(r"\s+|~", " ", part).replace("\\ ", " "))
            if plain:
                nodes.append(Text(plain, font))
        else:
            nodes.append(_formula(part, column, depth))
        column += len(part) + 1
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))


def _formula(tex: str, column: int, depth: int) -> Node:
    from engine.tex.parser import Parser  # words hold formulas, and formulas hold words

    try:
        return Parser(tokens(tex), depth).row(lambda token: token.kind == "end")
    except TexError as error:
        raise TexError(error.message, column + error.column) from None
