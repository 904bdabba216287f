"""Our kinds of card as note types of Anki. Their ids, fields and templates stay: a second export updates the first."""

import hashlib
from typing import Any

import genanki  # type: ignore[import-untyped]  # it ships no types

TEMPLATES_CHANGED = 1_767_225_600
"""When what stands below was last changed, in seconds since 1970: to be raised with every change of it."""

_CSS = """\
.card { font-family: Georgia, "Times New Roman", serif; font-size: 20px; line-height: 1.45; text-align: left;
  max-width: 40em; margin: 0 auto; padding: 1em; }
.hint, .source, .erratum { font-size: 85%; opacity: 0.8; margin-top: 1em; }
.erratum { border-left: 3px solid; padding-left: 0.7em; }
.cloze { font-weight: bold; }
pre.shown { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 13px; line-height: 1.2;
  overflow-x: auto; margin-top: 1.5em; }
table { border-collapse: collapse; } td, th { padding: 0.2em 0.7em; }
"""
_HINT = '{{#Hint}}<div class="hint">{{hint:Hint}}</div>{{/Hint}}'
_BELOW = """
{{#Erratum}}<div class="erratum">{{Erratum}}</div>{{/Erratum}}
{{#Source}}<div class="source">{{Source}}</div>{{/Source}}
{{#Shown}}<pre class="shown">{{Shown}}</pre>{{/Shown}}"""
_SIDES = '{{%s}}<hr id="answer">{{%s}}' + _BELOW
_BESIDE = ("Hint", "Source", "Erratum", "Shown", "Key")
BASIC_FIELDS = ("Question", "Answer", *_BESIDE, "Reversed")
CLOZE_FIELDS = ("Text", *_BESIDE)


class NoteType(genanki.Model):  # type: ignore[misc]  # a class without types
    """A note type that says when its templates changed, not when it was written: a user's own changes of it stay."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        said: dict[str, Any] = super().to_json(TEMPLATES_CHANGED, deck_id)
        return said


def stable_id(*names: str) -> int:
    """An id that is always the same for these names: 40 bits, so that two hardly ever meet."""
    digest = hashlib.sha256("\x1f".join(names).encode()).digest()
    return 2**40 + int.from_bytes(digest[:5], "big")


def basic() -> NoteType:
    """A question and its answer; also the other way round where the field Reversed says so."""
    front = '<div class="question">{{Question}}</div>'
    return NoteType(
        stable_id("recurrent", "basic"),
        "Recurrent",
        fields=[{"name": name} for name in BASIC_FIELDS],
        templates=[
            {"name": "Question", "qfmt": front + _HINT, "afmt": _SIDES % ("Question", "Answer")},
            {
                "name": "Reversed",
                "qfmt": "{{#Reversed}}{{Answer}}{{/Reversed}}",
                "afmt": _SIDES % ("Answer", "Question"),
            },
        ],
        css=_CSS,
    )


def cloze() -> NoteType:
    """A text with gaps."""
    return NoteType(
        stable_id("recurrent", "cloze"),
        "Recurrent cloze",
        fields=[{"name": name} for name in CLOZE_FIELDS],
        templates=[{"name": "Cloze", "qfmt": "{{cloze:Text}}" + _HINT, "afmt": "{{cloze:Text}}" + _BELOW}],
        css=_CSS,
        model_type=genanki.Model.CLOZE,
    )
