"""Cards of all kinds with texts that are hard to write down: signs of YAML, of Markdown, of tables and of TeX."""

import re

import msgspec
from hypothesis import strategies as st

from engine.decks.card import Card, Deck
from engine.decks.cards import card_of
from engine.decks.written import Source, Written

PIECES = [
    *("{{c1::x}}", "{{c2::x::y}}", "{{x}}"),
    *("\nQ: ", "\nA:", "\n C: x", "\n---\n", "\n<!-- recur {} -->\n", "\n# ", "\n?\n", "\n\ta", "\n   b", "a  \nb"),
    *("Q: ", "A:", "C: x", "- ", "---", "...", "# ", "## a", ": ", "::", ":::", "?", "??", "==a==", "[a]", "[ ]", "]"),
    *(
        "![p](q.png)",
        "[[link]]",
        "{",
        "}",
        "{{",
        "}}",
        "|",
        ">",
        "&a",
        "*b",
        "!c",
        "%d",
        "@e",
        "`f`",
        "```",
        "~",
        "null",
    ),
    *('"', "'", '""', ",", ";", "\t", "\n", "\n\n", "  ", "\\", "\\\\", "\\n", "<b>", "&amp;", "<!-- ", " -->", "--"),
    *(
        "$x_{n}$",
        "$$\\frac{1}{2^{n}}$$",
        "$\\{a\\}$",
        "\\(y\\)",
        "\\[z\\]",
        "$",
        "3 $",
        "\\text{a}",
        "a \\\\ b",
        "\\\\{",
    ),
    *(
        "no",
        "1e3",
        "2026-01-01",
        "12:30:45",
        "0x1F",
        "#flashcards",
        "<!-- recur {} -->",
        "ð",
        "日本",
        "\u0301",
        "😀",
        "\xa0",
    ),
]
_GAPS = re.compile(r"\{\{(c\d+::)?|\}\}")
_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
texts = (
    st.lists(
        st.sampled_from(PIECES) | st.text(_LETTERS, max_size=5) | st.just("words in a row "), min_size=1, max_size=12
    )
    .map(lambda pieces: "".join(pieces).strip())
    .filter(bool)
)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
ids = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9-]{0,8}[A-Za-z0-9])?", fullmatch=True)
sources = st.builds(Source, note=lines, item=st.none() | st.integers(0, 10**6), erratum=st.none() | texts)
_optional = {
    "hint": st.just("") | texts,
    "source": st.none() | sources,
    "tags": st.lists(lines, max_size=3, unique=True).map(tuple),
}
basic = st.builds(Written, id=ids, question=texts, answer=texts, reversed=st.booleans(), **_optional)
clozes = st.builds(
    lambda before, gap, after: (
        f"{before.replace('{', '(')} {{{{{gap.replace('}', ')').strip() or 'gap'}}}}} {after.replace('}', ')')}"
    ),
    *(texts.map(lambda text: _GAPS.sub("", text.replace("$", "S").replace("\\", "/"))),) * 3,
)
cloze = st.builds(Written, id=ids, cloze=clozes.map(str.strip), **_optional)
cards = st.lists(basic | cloze, min_size=1, max_size=4, unique_by=lambda card: card.id)


def as_read(written: list[Written], deck: Deck) -> Deck:
    """The deck with these cards, as if they had been read from its file."""
    read: list[Card] = []
    for each in written:
        said = msgspec.json.decode(msgspec.json.encode(each))
        data = {key: value for key, value in said.items() if value not in ("", None, False, [], {})}
        if each.source:
            data["source"] = {key: value for key, value in data["source"].items() if value is not None}
        card, faults = card_of(data, deck.name, 1, False)
        assert card is not None, faults
        read.append(card)
    return msgspec.structs.replace(deck, cards=tuple(read))


def same(card: Card | Written) -> dict[str, object]:
    """What has to come back of a card."""
    names = ("id", "question", "answer", "cloze", "hint", "reversed", "source", "tags", "after")
    return {name: getattr(card, name) for name in names}
