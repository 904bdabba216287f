"""Markdown with its formulas and its code covered up, so that marks of notes are looked for outside of them alone."""

import re

from engine.tex import find

COVER = "\0"
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def masked(text: str) -> str:
    """The text, as long as before, with COVER for each character within a formula or a span of code."""
    pieces, at = [], 0
    for formula in find(text):
        pieces += [text[at : formula.start], COVER * (formula.end - formula.start)]
        at = formula.end
    return _CODE.sub(lambda span: COVER * len(span[0]), "".join([*pieces, text[at:]]))
