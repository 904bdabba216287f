"""What trusting a deck's code means and what holds it, in the words that the screen and the command line share."""

import sys

from engine.answers import Limits
from engine.perform import size
from engine.process import PRINTED

_LIMITS = Limits()

MEANS = (
    "It runs as you, with all your rights: it can read, change and delete your files, start programs and use the "
    "network. Say yes where you have read it, or know who wrote it.",
    "Yes holds for these files as they are here and now. When one of them changes, you are asked again. What else they "
    "read, data or Python from elsewhere, is not looked at.",
)

SHORTLY = "Yes lets it run as you, with all your rights; what that means stands below the files."
"""What yes means, where there is room for no more above them."""

LIMITED = (
    f"It runs in a process of its own, apart from the screen. A run is ended after {_LIMITS.seconds:g} s, past "
    f"{size(_LIMITS.mebibytes * 2**20)} of memory in a process, {_LIMITS.exhibits:,} exhibits or "
    f"{size(_LIMITS.output_bytes)} of them, or {size(PRINTED)} printed; what it has started is ended too. How many "
    "processes it starts and what it writes to the disk is not limited. This stops mistakes, not malice."
)

ELSEWHERE = (
    "On this system memory is not held to its limit, and what was started is ended only where it has stayed in the "
    "same process group."
)

LINUX = sys.platform == "linux"


def limited(linux: bool = LINUX) -> str:
    """What a worker is held to on this system."""
    return LIMITED if linux else f"{LIMITED} {ELSEWHERE}"
