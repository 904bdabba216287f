r"""What an author wrote and nobody reads, though all of it is good YAML and Markdown: each is a warning.

A comment that was meant as text, TeX between double quotes, a dollar without its other, a gap outside of a cloze.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from engine.decks.card import Card
from engine.decks.faults import Fault, Part, Spot
from engine.exchange.masking import masked
from engine.tex import TexError, find, parse

_TEXTS = re.compile("title|about|question|answer|cloze|hint|note|erratum|ask|right|wrong|because|text|order|tags")
_COMMENT = re.compile(r"( +)(#([^\n]*))")
_MAY_LOSE = re.compile(r"[^\s#] +#|\"[^\n]*\\[abefnrtvxuULNP0]")
_ESCAPE = re.compile(r"\\(?:([abefnrtvLNP][A-Za-z]*)|.)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_DOLLARS = re.compile(r"\\.|\$\$?", re.DOTALL)
_PRICE = re.compile(r"\$\d[\d.,]*(?![\w^\\{}])")
_GAP = re.compile(r"\{\{.+?\}\}", re.DOTALL)
_BREAKS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))


def lost_in_yaml(text: str) -> Iterator[Spot]:
    """What YAML itself takes away from a deck's text: none where that is not YAML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    if not _MAY_LOSE.search(text):
        return
    key, is_key = "", False
    try:
        for token in yaml.scan(text, yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken):
                if is_key:
                    key, is_key = token.value, False
                elif token.plain and _TEXTS.fullmatch(key):
                    yield from _cut(token, text)
                if token.style == '"':
                    yield from _escaped(token, text)
            is_key = is_key or isinstance(token, yaml.KeyToken)
    except yaml.YAMLError:
        return


def lost_in_markdown(path: tuple[str | int, ...], text: str) -> Iterator[Fault]:
    """The first dollar that neither begins nor ends a formula, nor is a price."""
    if text.count("$") == sum(text.count("$", formula.start, formula.end) for formula in find(text)):
        return
    plain = masked(text)
    for found in _DOLLARS.finditer(plain):
        at, sign = found.start(), found[0]
        is_price = _PRICE.match(plain, at) or plain[:at].rstrip(" ")[-1:].isdigit()
        if sign[0] == "$" and (sign == "$$" or not is_price):
            message = f"this {sign} is not closed, or not opened, so what is beside it is no formula: \\$ is a dollar"
            yield Fault(path, message, part=Part("$", text.count("$", 0, at), 0))
            return


def gaps_unread(card: Card) -> Iterator[Fault]:
    """The first gap of a question or an answer, which is none there."""
    for key in ("question", "answer"):
        text = getattr(card, key)
        if "{{" in text and (found := _GAP.search(masked(text))):
            gap = text[found.start() : found.end()]
            message = "gaps are read in a cloze alone: write cloze in place of question and answer"
            yield Fault((key,), message, part=Part(gap, text.count(gap, 0, found.start()), 0))


def _cut(token: Any, text: str) -> Iterator[Spot]:
    """Two spaces before the # and one behind it set off a comment that is meant as one."""
    comment = _COMMENT.match(text, token.end_mark.index)
    if comment and not (len(comment[1]) > 1 and comment[3][:1] in ("", " ")):
        line = text.count("\n", 0, comment.start(2)) + 1
        column = comment.start(2) - text.rfind("\n", 0, comment.start(2))
        message = "the text ends here, YAML takes the rest for a comment: quote it; two spaces before # and one behind"
        yield Spot(line, column, f"{message} set off what is meant as a comment")


def _escaped(token: Any, text: str) -> Iterator[Spot]:
    """TeX whose first letter YAML takes for an escape: a new line and "abla" for nabla."""
    start = token.start_mark.index
    for found in _ESCAPE.finditer(text[start : token.end_mark.index]):
        if found[1] and _is_tex(found[0]):
            at = start + found.start()
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            message = f"between double quotes {found[0][:2]} is one character and {found[0]} is lost"
            yield Spot(line, column, f"{message}: use single quotes for TeX, or | and the next line")
            return
    if control := _CONTROL.search(token.value):
        mark = token.start_mark
        message = f"this text holds a control character (U+{ord(control[0]):04X}), which is not shown"
        yield Spot(mark.line + 1, mark.column + 1, f"{message}: use single quotes for TeX, or | and the next line")


def _is_tex(command: str) -> bool:
    try:
        parse(command)
    except TexError as error:
        return "unknown command" not in error.message
    return True
