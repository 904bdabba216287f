"""Frames: what the screen's process and a worker say to each other.

MessagePack by msgspec, each frame after its length in four bytes, on a socket of its own. Never pickle: what comes back
from a deck's code is data of these types or it is refused.
"""

import socket
import struct
from typing import Any, Literal

import msgspec

from engine.describe import Description
from engine.exhibits import AnyExhibit
from engine.grading.verdict import Verdict
from engine.seals import Seal

Outcome = Literal["done", "failed", "stopped", "cancelled"]

LENGTH = struct.Struct(">I")
LONGEST = 16 * 2**20  # bytes of one frame; an honest one is far smaller


class BrokenFrameError(Exception):
    """What came over the socket is no frame, or nothing comes any more."""


class Frame(msgspec.Struct, frozen=True, tag_field="frame", tag=str.lower):
    """One message."""


class Load(Frame, frozen=True):
    """Load this deck code, so that the next run need not. There is no reply."""

    code: str
    seal: Seal = ()


class Describe(Frame, frozen=True):
    """Which knobs and which source does this answer have? Replied to by Described or Refused."""

    code: str
    function: str
    seal: Seal = ()


class Run(Frame, frozen=True):
    """Run this answer at these knob values. Replied to by Began, any number of Shown, and Over.

    One that is `checked` fails at a formula that cannot be read, which another shows as it is written.
    """

    code: str
    function: str
    values: dict[str, Any]  # whatever a deck's YAML says; the knobs refuse what they don't take
    seal: Seal = ()
    checked: bool = False


class Cancel(Frame, frozen=True):
    """Leave the run at its next exhibit. Replied to by its Over, if that isn't on its way already."""


class Pose(Frame, frozen=True):
    """Which question does this generator make from this seed? Replied to by Began, and Posed or Refused."""

    code: str
    function: str
    seed: int
    seal: Seal = ()


class Grade(Frame, frozen=True):
    """What is this answer worth? Replied to by Began, and Graded or Refused.

    `question` is JSON, whose whole numbers have no bound; `code` is empty where the question names no function.
    """

    code: str
    question: bytes
    answer: str
    seed: int
    seal: Seal = ()


class Name(Frame, frozen=True):
    """Which symbols may an answer to this question have, those of its world among them?

    Replied to by Began, and Named or Refused. The fields are those of Grade.
    """

    code: str
    question: bytes
    seed: int
    seal: Seal = ()


Request = Load | Describe | Run | Cancel | Pose | Grade | Name


class Ready(Frame, frozen=True):
    """The worker is warm. `pid` is its process, and its process group."""

    pid: int


class Described(Frame, frozen=True):
    """What Describe asked for."""

    description: Description


class Posed(Frame, frozen=True):
    """What Pose asked for, as JSON."""

    question: bytes
    retire: bool = False


class Graded(Frame, frozen=True):
    """What Grade asked for."""

    verdict: Verdict
    retire: bool = False


class Named(Frame, frozen=True):
    """What Name asked for: each symbol with what `where` would say of it."""

    symbols: dict[str, str | tuple[str, ...]]
    retire: bool = False


class Refused(Frame, frozen=True):
    """Why Describe, Pose, Grade or Name has no answer, in one line."""

    message: str
    retire: bool = False


class Began(Frame, frozen=True):
    """The deck is loaded and its answer, question or grading begins; from now on it has this long."""

    seconds: float


class Shown(Frame, frozen=True):
    """One exhibit."""

    exhibit: AnyExhibit


class Over(Frame, frozen=True):
    """The run has ended. `retire`: the worker is not what it was, and should not run another."""

    outcome: Outcome
    message: str = ""
    retire: bool = False


Reply = Ready | Described | Posed | Graded | Named | Refused | Began | Shown | Over

_encoder = msgspec.msgpack.Encoder()
_requests: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
_replies: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)


def pack(frame: Frame) -> bytes:
    """The frame as bytes, its length before it. Raises TypeError or ValueError for what is no plain value."""
    try:
        body = _encoder.encode(frame)
    except OverflowError as error:
        raise ValueError(str(error)) from None
    return LENGTH.pack(len(body)) + body


def length(head: bytes) -> int:
    """How many bytes follow this head. Raises BrokenFrameError where no frame is that long."""
    (size,) = LENGTH.unpack(head)
    if size > LONGEST:
        raise BrokenFrameError(f"a frame of {size} bytes")
    return int(size)


def unpack_reply(body: bytes) -> Reply:
    """Read what a worker said. Raises BrokenFrameError."""
    try:
        return _replies.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrokenFrameError(str(error)) from None


def receive_request(channel: socket.socket) -> Request:
    """Wait for the next request. Raises BrokenFrameError when the other side has gone."""
    body = _exactly(channel, length(_exactly(channel, LENGTH.size)))
    try:
        return _requests.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BrokenFrameError(str(error)) from None


def _exactly(channel: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = channel.recv(min(size, 2**20))
        if not part:
            raise BrokenFrameError("the other side has gone")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
