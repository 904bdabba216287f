"""The user's settings: `config.toml` in the home folder, all of them optional."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from engine.problems import RecurError
from engine.scheduler import LEAST_RETENTION, MOST_RETENTION


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`new`: new cards a day. `retention`: the share to be remembered. `theme`: lamp is dark, paper light."""

    new: Annotated[int, msgspec.Meta(ge=0, le=9999)] = 20
    retention: Annotated[float, msgspec.Meta(ge=LEAST_RETENTION, le=MOST_RETENTION)] = 0.9
    theme: Literal["lamp", "paper"] = "lamp"
    ascii: bool = False


_WANTED = {
    "new": "a whole number from 0 to 9999",
    "retention": f"a number from {LEAST_RETENTION} to {MOST_RETENTION}",
    "theme": '"lamp" or "paper"',
    "ascii": "true or false",
}


def read_config(home: Path) -> Config:
    """The settings of a home folder. Raises RecurError with the file and line of a setting that is not right."""
    path = home / "config.toml"
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise RecurError(f"{path} cannot be read: {error}", 2) from None
    import tomllib  # with the first setting: most have none

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = f":{place[1]}:{place[2]}" if place else ""
        raise RecurError(f"{path}{where}: {str(error).split(' (at')[0]}", 2) from None
    for name, value in found.items():
        where = f"{path}:{_line_of(name, text)}"
        if name not in _WANTED:
            near = get_close_matches(name, _WANTED, 1)
            hint = f"did you mean {near[0]}?" if near else f"it may be {', '.join(_WANTED)}"
            raise RecurError(f"{where}: there is no setting {name}; {hint}", 2)
        try:
            msgspec.convert({name: value}, Config)
        except msgspec.ValidationError:
            raise RecurError(f"{where}: {name} is {value!r}; it should be {_WANTED[name]}", 2) from None
    return msgspec.convert(found, Config)


def _line_of(name: str, text: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[?[\"']?{re.escape(name)}\b", line):
            return number
    return 1
