"""The reference as Markdown, with what each answer shows below its code."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

from engine.decks.shape import near
from engine.guide.excerpts import Excerpt
from engine.guide.reference import Chapter, Entry
from engine.problems import RecurError

_HEAD = """\
# Reference

Every key of a deck, every kind of question, every knob and every exhibit, made from their definitions. Each example is
read, run and checked by the tests, and what is printed below an answer is what it shows. `recur guide WORD` prints what
is said here of a word."""


def whole(chapters: Sequence[Chapter], shown: Mapping[str, str]) -> str:
    """All of it. `shown`: the name of an answer in an example → what it shows."""
    return "\n\n".join([_HEAD, *(block for chapter in chapters for block in _chapter(chapter, shown))]) + "\n"


def entry(entry: Entry, shown: Mapping[str, str]) -> str:
    """One entry under its title."""
    return "\n\n".join([f"### {entry.title}", entry.text, *_examples(entry.examples, shown)])


def chapter(chapter: Chapter, shown: Mapping[str, str]) -> str:
    """One chapter under its title."""
    return "\n\n".join(_chapter(chapter, shown))


def named(chapters: Sequence[Chapter], word: str) -> list[Entry]:
    """The entries of that name."""
    return [each for each in _entries(chapters) if word.casefold() in map(str.casefold, each.names)]


def with_part(chapters: Sequence[Chapter], word: str) -> list[Entry]:
    """The entries that tell of it too: of a parameter."""
    return [each for each in _entries(chapters) if word.casefold() in map(str.casefold, each.parts)]


def nothing_of(word: str, chapters: Sequence[Chapter], headings: Sequence[str]) -> RecurError:
    """That nothing is said of a word, and what may have been meant."""
    meant = near(word, [*headings, *(name for each in _entries(chapters) for name in (*each.names, *each.parts))])
    hint = f"did you mean {meant}?" if meant else "`recur guide reference` has all there is"
    return RecurError(f"the guide says nothing of {word}; {hint}", 2)


def _entries(chapters: Sequence[Chapter]) -> list[Entry]:
    return [entry for chapter in chapters for entry in chapter.entries]


def _chapter(chapter: Chapter, shown: Mapping[str, str]) -> Iterator[str]:
    yield f"## {chapter.title}"
    yield fill(chapter.text, 120, break_on_hyphens=False, break_long_words=False)
    for each in chapter.entries:
        yield entry(each, shown)


def _examples(examples: Sequence[Excerpt], shown: Mapping[str, str]) -> Iterator[str]:
    for each in examples:
        yield f"```{each.language}\n{each.text}\n```"
        if each.answer in shown:
            yield f"shows\n\n```text\n{shown[each.answer]}\n```"
