"""Exhibits and knobs made plain: numpy's numbers and arrays become Python's, and every field is held to its type."""

import typing
from collections.abc import Iterable
from itertools import chain
from numbers import Integral, Real
from typing import Any, TypeVar

import msgspec

from engine.exhibits import AnyExhibit
from engine.fitting import misfits, unreadable
from engine.knobs import AnyKnob, KnobError

KINDS = typing.get_args(AnyExhibit)
KNOBS = typing.get_args(AnyKnob)
Plain = TypeVar("Plain")


class ExhibitError(TypeError):
    """What was yielded is not an exhibit, or a field of it not what it should be, or does not fit the others.

    The message names the field.
    """


def plain(value: object) -> Any:
    """What msgspec does not know: arrays and scalars of any library by `tolist`, its numbers, other iterables."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    if isinstance(value, Iterable):
        return list(value)
    raise ExhibitError(f"{_named(value)} is no text, number or array of numbers")


_encoder = msgspec.msgpack.Encoder(enc_hook=plain)
_exhibits: msgspec.msgpack.Decoder[AnyExhibit] = msgspec.msgpack.Decoder(AnyExhibit)
_knobs: msgspec.msgpack.Decoder[AnyKnob] = msgspec.msgpack.Decoder(AnyKnob)


def settle(thing: object, checked: bool = False) -> tuple[AnyExhibit, int]:
    """The exhibit as plain data, and its size in bytes. Raises ExhibitError.

    Where it is `checked`, also for a formula that cannot be read.
    """
    if type(thing) not in KINDS:
        raise ExhibitError(f"yielded {_named(thing)}, which is not an exhibit")
    exhibit, size = _plain_data(thing, _exhibits)
    if wrong := next(chain(misfits(exhibit), unreadable(exhibit) if checked else ()), ""):
        raise ExhibitError(wrong)
    return exhibit, size


def settle_knob(thing: object) -> AnyKnob:
    """The knob as plain data. Raises KnobError."""
    if type(thing) not in KNOBS:
        raise KnobError(f"{_named(thing)} is no slider, choice, switch, text or seed")
    try:
        return _plain_data(thing, _knobs)[0]
    except ExhibitError as error:
        raise KnobError(str(error)) from None


def _plain_data(thing: object, decoder: msgspec.msgpack.Decoder[Plain]) -> tuple[Plain, int]:
    """The thing anew, each field of its type, and its size in bytes. Raises ExhibitError."""
    kind = type(thing).__name__
    try:
        packed = _encoder.encode(thing)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ExhibitError(_culprit(thing, kind) or f"{kind}: {error}") from None
    try:
        return decoder.decode(packed), len(packed)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at `$")
        raise ExhibitError(f"{kind}{path.rstrip('`')}: {text[:1].lower()}{text[1:]}") from None


def _culprit(thing: object, kind: str) -> str:
    for name in getattr(thing, "__struct_fields__", ()):
        try:
            _encoder.encode(getattr(thing, name))
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            return f"{kind}.{name}: {error}"
    return ""


def _named(value: object) -> str:
    name = type(value).__name__
    return "None" if value is None else f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
