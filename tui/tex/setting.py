"""How a part of a formula is to be set: in which style, with which glyphs."""

from typing import Literal

import msgspec

from engine.tex.nodes import Node
from tui.tex.box import Box
from tui.tex.glyphs import Profile

Level = Literal["display", "text", "line", "script"]


class Setting(msgspec.Struct, frozen=True):
    """`display`: limits above and below; `text`: two-dimensional, limits at the side; `line`: one row; `script`: one
    row, tight. `memo` keeps what has been laid out (with the node, for its id's sake): each node once a level."""

    profile: Profile
    level: Level = "display"
    memo: dict[tuple[int, str, int], tuple[Node, Box]] = msgspec.field(default_factory=dict)

    @property
    def flat(self) -> bool:
        """Whether everything has to stand on one row."""
        return self.level in ("line", "script")

    def at(self, level: Level) -> "Setting":
        """The same with another level."""
        return self if level == self.level else Setting(self.profile, level, self.memo)

    def inner(self) -> "Setting":
        """The setting of what stands inside a fraction or a matrix."""
        return self.at("text") if self.level == "display" else self
