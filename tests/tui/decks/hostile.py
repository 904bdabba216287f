"""Answers that misbehave."""

from collections.abc import Iterator

from engine import Claim, Exhibit, Prose, answer, limits, slider, text


@answer()
def raises() -> Iterator[Exhibit]:
    yield Prose("So far it went well.")
    raise ValueError("no luck [today]\nand a second line")


@answer(speed=slider(0, 3, 1))
@limits(seconds=60)
def loops(speed: int) -> Iterator[Exhibit]:
    while speed:
        pass
    yield Prose("It ended.")


@answer()
def prints() -> Iterator[Exhibit]:
    print("\x1b[2J\x1b[31mnoise" * 100)  # noqa: T201 - this answer is here to print
    yield Prose("It printed, and nobody saw.")


@answer()
def lies() -> Iterator[Exhibit]:
    yield Claim("two and two", 2 + 2, "=", 5)


@answer(word=text("[bold]x[/y]"))
def markup(word: str) -> Iterator[Exhibit]:
    yield Prose(f"{word} [/z] stays as it is.")
    yield Claim("[/x] is text", word, "=", word)
