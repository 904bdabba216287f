"""How the curves of one plot are told apart: first the one that the answer is about, then what it is compared with."""

from typing import Literal

Style = Literal["line", "dashes", "dots", "bars"]

STYLES: tuple[Style, ...] = ("line", "dashes", "dots")
