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


def about(chapters: Sequence[Chapter], word: str) -> list[Entry]:
    """What is said of a word: entries of that name, else those with such a part. Raises RecurError (2)."""
    entries = [entry for chapter in chapters for entry in chapter.entries]
    wanted = word.casefold()
    for words in (_names, _parts):
        found = [entry for entry in entries if wanted in (each.casefold() for each in words(entry))]
        if found:
            return found
    meant = near(word, [each for entry in entries for each in (*entry.names, *entry.parts)])
    hint = f"did you mean {meant}?" if meant else "`recur guide reference` has all there is"
    raise RecurError(f"the guide says nothing of {word}; {hint}", 2)


def _names(entry: Entry) -> tuple[str, ...]:
    return entry.names


def _parts(entry: Entry) -> tuple[str, ...]:
    return entry.parts


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
