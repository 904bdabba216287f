"""Text for the models: our grammar, the English that comes with every Python, or a file that the user names."""

import re
from functools import lru_cache
from pathlib import Path

import numpy as np

from models import grammar

NAMES = ("grammar", "python-reference")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[.,;:!?]")  # letters with apostrophes among them, digits, a stop


def tokens(name: str, unit: str = "words", length: int | None = None, seed: int = 0) -> list[str]:
    """The tokens of a text, all of them or the first `length`.

    `name` is "grammar" (10,000 words unless `length` says otherwise, drawn with `seed`), "python-reference" (the
    language reference of the Python that runs, some 40,000 words), or the path of a text file in UTF-8. `unit` is
    "words" (stops are words too) or "characters" (white space is one blank); all in lower case. Raises ValueError
    where there is no such text or unit.
    """
    if unit not in ("words", "characters"):
        raise ValueError(f"a text is read in words or characters, not {unit!r}")
    if length is not None and length < 1:
        raise ValueError(f"a length is at least 1, not {length}")
    if name == "grammar":
        words = grammar.sample(length or 10_000, np.random.default_rng(seed))
        made = words if unit == "words" else list(" ".join(words))
    else:
        text = python_reference() if name == "python-reference" else _read(name)
        made = list(split(text, unit))
    if not made:
        raise ValueError(f"{name} holds no {unit}")
    return made[:length]


@lru_cache(maxsize=4)
def split(text: str, unit: str = "words") -> tuple[str, ...]:
    """The words or the characters of a text, in lower case."""
    lower = text.lower()
    return tuple(WORD.findall(lower)) if unit == "words" else tuple(" ".join(lower.split()))


@lru_cache(maxsize=1)
def python_reference() -> str:
    """The prose of Python's language reference, as it comes with the interpreter: no headings, tables or examples."""
    from pydoc_data.topics import topics  # half a megabyte: only when asked for

    blocks = (block.strip() for topic in sorted(topics) for block in topics[topic].split("\n\n"))
    return "\n\n".join(dict.fromkeys(block for block in blocks if _is_prose(block)))


def _is_prose(block: str) -> bool:
    """Prose begins with a capital and ends a sentence; headings, tables, examples and grammar show their signs."""
    return block[:1].isupper() and block[-1] in ".:" and not re.search(r"^\s*[*=\-~+|]{3}|>>>|::=", block, re.M)


def _read(name: str) -> str:
    try:
        return Path(name).expanduser().read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{name} is not a text file in UTF-8") from None
    except OSError as error:
        known = ", ".join(NAMES)
        raise ValueError(f"no text {name!r}: {error.strerror}. There are {known}, and any text file") from None
