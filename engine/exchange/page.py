r"""Markdown with mathematics as HTML for Anki, whose MathJax reads `\(…\)` and `\[…\]`."""

import re
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt

from engine.decks.cloze import gaps
from engine.tex import Formula, find

_OPEN, _CLOSE, _GAP, _END = "\ue000", "\ue001", "\ue002", "\ue003"
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_BEGIN = re.compile(f"{_GAP}(\\d+){_CLOSE}")
_OURS = re.compile(f"[{_OPEN}{_CLOSE}{_GAP}{_END}]")


def page(text: str) -> str:
    """A text as HTML."""
    return _written(text, [], in_gaps=False)


def cloze_page(text: str) -> str:
    """A cloze as HTML, each gap as Anki's `{{c1::…}}`, numbered from 1 as our siblings are."""
    marks = [(gap.start, gap.end, gap.content) for gap in gaps(text)]
    return _written(text, marks, in_gaps=True)


def _written(text: str, marks: list[tuple[int, int, str]], in_gaps: bool) -> str:
    """HTML, with formulas put back after Markdown has been read, so that none of their signs is taken for Markdown."""
    pieces, at = [], 0
    for number, (start, end, content) in enumerate(marks, 1):
        pieces += [_OURS.sub("", text[at:start]), f"{_GAP}{number}{_CLOSE}", _OURS.sub("", content), _END]
        at = end
    whole = "".join([*pieces, _OURS.sub("", text[at:])])
    formulas = find(whole)
    parts, at = [], 0
    for number, formula in enumerate(formulas):
        parts += [whole[at : formula.start], f"{_OPEN}{number}{_CLOSE}"]
        at = formula.end
    html = _parser().render("".join([*parts, whole[at:]])).strip()
    if in_gaps:
        html = re.sub(f"({_GAP}\\d+{_CLOSE})(.*?){_END}", lambda gap: gap[1] + _inert(gap[2]) + _END, html, flags=re.S)
    html = _PLACE.sub(lambda place: _mathjax(formulas[int(place[1])], in_gaps), html)
    return _BEGIN.sub(lambda gap: f"{{{{c{gap[1]}::", html).replace(_END, "}}")


def _inert(html: str) -> str:
    """What stands in a gap, so that Anki finds neither its end nor a hint before the gap is over."""
    return html.replace("::", ":&#58;").replace("}}", "}&#125;").replace("{{", "{&#123;")


def _mathjax(formula: Formula, in_gaps: bool) -> str:
    tex = escape(formula.tex.strip(), quote=False)
    if in_gaps:
        tex = re.sub(r"\}(?=\})", "} ", tex).replace("::", ":{}:")
    return f"\\[{tex}\\]" if formula.display else f"\\({tex}\\)"


@lru_cache(1)
def _parser() -> MarkdownIt:
    """As the screen reads Markdown: CommonMark with tables, and no HTML."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return parser.disable(["code", "lheading", "html_block", "html_inline"])
