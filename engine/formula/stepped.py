"""The step in a name's index: none in h_n, one back in h_{n-1}."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.formula.tokens import Token


@dataclass(frozen=True)
class Stepped:
    """What a name stands on, the letter of its index, and how many steps from that it is."""

    base: str
    letter: str
    steps: int

    def __str__(self) -> str:
        return f"{self.base}_{{{self.letter}{self.steps:+d}}}" if self.steps else f"{self.base}_{self.letter}"


def stepped(base: str, below: Sequence[Token]) -> Stepped | None:
    """The name with this subscript, a letter and perhaps a whole number more or less; None with any other."""
    match [each for each in below if not each.says("_", "{", "}", "(", ")", "[", "]")]:
        case [Token(kind="name", text=letter)] if len(letter) == 1:
            return Stepped(base, letter, 0)
        case [Token(kind="name", text=letter), Token(kind="sign", text="+" | "-" as sign), Token(kind="number") as by]:
            if len(letter) == 1 and by.text.isdigit():
                return Stepped(base, letter, int(f"{sign}{by.text}"))
    return None
