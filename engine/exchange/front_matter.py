"""The lines between `---` at the head of a note: a title and tags, in TOML (hashcards) or YAML (Obsidian)."""

import tomllib
from typing import Any

from engine.decks.events import load
from engine.exchange.draft import Notes, short

_TITLES = ("title", "name")


def take_front_matter(text: str, notes: Notes) -> str:
    """The text with its front matter blanked out, so that lines still count; what it says goes into the notes."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        return text
    for key, value in _read("\n".join(lines[1:end]), notes).items():
        line = next((n for n, each in enumerate(lines[:end], 1) if each.lstrip(" \"'").startswith(str(key))), 1)
        if key in _TITLES and isinstance(value, str):
            notes.title = notes.title or value.strip()
        elif key == "about" and isinstance(value, str):
            notes.about = value.strip()
        elif key in ("tags", "tag") and isinstance(value, str | list):
            listed = value.replace(",", " ").split() if isinstance(value, str) else value
            notes.tags += [tag for each in listed if (tag := tag_of(str(each)))]
        elif value not in (None, "", []):
            notes.leave(line, f"{key}: {short(str(value))} of the front matter")
    return "\n".join([""] * (end + 1) + lines[end + 1 :])


def tag_of(tag: str) -> str:
    """A tag without its sign, and without the one that only says that there are flashcards."""
    name = " ".join(tag.removeprefix("#").strip("/").split())
    return "" if name == "flashcards" else name.removeprefix("flashcards/")


def _read(text: str, notes: Notes) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        loaded = load(text)
    if isinstance(loaded.data, dict) and not loaded.broken:
        return {str(key): value for key, value in loaded.data.items()}
    if text.strip():
        notes.leave(1, "the front matter, which is neither TOML nor YAML")
    return {}
