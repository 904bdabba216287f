"""A question posed or its symbols named, an answer graded, in the worker: what fails in a deck is one clear line."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from engine import confine
from engine.answers import Limits
from engine.decks.questions import AnyQuestion, Formula, question_of, written
from engine.formula.kinds import Kind, entry
from engine.frames import Began, Frame, Grade, Graded, Name, Named, Over, Pose, Posed, Refused
from engine.grading.judge import judge
from engine.grading.marking import World
from engine.grading.posing import PosingError, checked_world, generated
from engine.grading.question_error import QuestionError
from engine.grading.verdict import Verdict, undecided
from engine.loading import Loader, LoadingError
from engine.perform import Surroundings, failure

SECONDS = 1.0
"""How long a generator may take to make its question, and grading to come to a verdict.

A person is waited for no longer. A check has patience, and is told the same by how long it has computed.
"""
MEBIBYTES = Limits().mebibytes

Send = Callable[[Frame], None]
Result = TypeVar("Result")


def answered(request: Pose | Grade | Name, loader: Loader, send: Send) -> Frame:
    """The reply to a request. Never raises what the deck's code raises."""
    match request:
        case Pose():
            return _pose(request, loader, send)
        case Grade():
            return _grade(request, loader, send)
        case Name():
            return _name(request, loader, send)


def _pose(request: Pose, loader: Loader, send: Send) -> Posed | Refused:
    code = Path(request.code)

    def make() -> AnyQuestion:
        generator = loader.function(code, request.function)
        import numpy as np  # noqa: F401 - imported now, so that the generator's time is its own

        send(Began(SECONDS))
        begun = time.process_time()
        question = generated(generator, request.seed, code)
        if time.process_time() - begun > SECONDS:
            raise PosingError(f"{request.function} makes no question: stopped after {SECONDS:g} s")
        return question

    made, over = _guarded(make, code)
    if made is None:
        return Refused(over.message, over.retire)
    return Posed(msgspec.json.encode(written(made)), over.retire)


def _grade(request: Grade, loader: Loader, send: Send) -> Graded | Refused:
    code = Path(request.code)
    question = question_of(msgspec.json.decode(request.question))

    def decide() -> Verdict:
        if isinstance(question, Formula):
            import engine.grading.formulas  # noqa: F401 - imported now, so that the time is grading's own
        world = _world(question, loader, code)
        send(Began(SECONDS))
        begun = time.process_time()
        verdict = judge(question, request.answer, world, request.seed)
        return verdict if time.process_time() - begun <= SECONDS else undecided(SECONDS)

    verdict, over = _guarded(decide, code)
    return Refused(over.message, over.retire) if verdict is None else Graded(verdict, over.retire)


def _name(request: Name, loader: Loader, send: Send) -> Named | Refused:
    code = Path(request.code)
    question = question_of(msgspec.json.decode(request.question))

    def look() -> dict[str, Kind]:
        from engine.grading.asked import asked

        world = _world(question, loader, code)
        send(Began(SECONDS))
        return asked(question, world, request.seed).symbols if isinstance(question, Formula) else {}

    symbols, over = _guarded(look, code)
    if symbols is None:
        return Refused(over.message, over.retire)
    return Named({name: entry(kind) for name, kind in symbols.items()}, over.retire)


def _world(question: AnyQuestion, loader: Loader, code: Path) -> World | None:
    """The question's world, loaded; None where it has none."""
    if not isinstance(question, Formula) or not question.world:
        return None
    return checked_world(loader.function(code, question.world), code)


def _guarded(do: Callable[[], Result], code: Path) -> tuple[Result | None, Over]:
    """What it gives, and how it ended: what is raised, and what was left changed, told as of a run."""
    surroundings = Surroundings.now()
    made: Result | None = None
    try:
        with confine.memory(MEBIBYTES):
            made = do()
        over = Over("done")
    except (LoadingError, PosingError, QuestionError) as error:
        over = Over("failed", str(error))
    except BaseException as error:  # a deck's function may raise anything; the worker lives on
        over = failure(error, code, MEBIBYTES)
    over = surroundings.compare(over)
    return (made if over.outcome == "done" else None), over
