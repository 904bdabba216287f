"""Studying on the screen, from the decks on the disk to the end of the sitting."""

import gc
import sys
from collections.abc import Callable
from typing import NoReturn

from engine.config import read_config
from engine.decks.library import Library, find_decks
from engine.desk import Desk
from engine.home import home
from tui.app import RecurApp


def _all() -> Library:
    return find_decks(home=home())


def sit(read: Callable[[], Library] = _all, new: int | None = None, theme: str | None = None) -> NoReturn:
    """Study these decks, or all, and exit. Raises RecurError for what cannot be read or opened."""
    gc.disable()  # till the first card is painted: nothing is thrown away before, and looking for it takes time
    library, folder = read(), home()
    sys.exit(RecurApp(Desk.open(library, folder, new), folder, read_config(folder), theme, new).sit())
