"""Where the user's own things live: RECUR_HOME, else the platform's folder for an application's data."""

import os
from pathlib import Path

from engine.problems import RecurError


def home() -> Path:
    """The folder with `decks/`, `journal.db` and `config.toml`, made when it is not there. Raises RecurError."""
    folder = _place()
    try:
        (folder / "decks").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecurError(f"{folder} cannot be made or used: {error.strerror or error}; set RECUR_HOME", 2) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise RecurError(f"{folder} cannot be written to; set RECUR_HOME to a folder of yours", 2)
    return folder


def _place() -> Path:
    given = os.environ.get("RECUR_HOME", "")
    if given:
        return Path(given).expanduser().absolute()
    import platformdirs  # only where RECUR_HOME is not set: it is not needed for the first paint otherwise

    return Path(platformdirs.user_data_dir("recurrent", appauthor=False))
