"""A quiz: which questions are asked, and what became of them. A pure state machine; the time is passed in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from engine.attempt import Attempt
from engine.clock import day_of
from engine.decks.card import Card
from engine.grading.verdict import Verdict

SEEDS = 2**31


class Asked(msgspec.Struct, frozen=True):
    """One question of a quiz: the card's key, its number in the card's quiz (0: the card's own), and its seed."""

    key: str
    question: int
    seed: int


class Turn(msgspec.Struct, frozen=True):
    """A question that was answered: what was typed and what was said of it, each time; empty where it was passed.

    It is `undecided` while neither grading nor the student has said whether the first answer was right.
    """

    asked: Asked
    attempts: tuple[Attempt, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    undecided: bool = False

    @property
    def right(self) -> bool:
        """The first attempt counts."""
        return bool(self.attempts) and self.attempts[0].right

    @property
    def decided(self) -> bool:
        """Whether it was answered, and is right or wrong."""
        return bool(self.attempts) and not self.undecided


class Score(msgspec.Struct, frozen=True):
    """How many were right, wrong, passed and undecided, of how many; the seconds it took."""

    right: int
    wrong: int
    passed: int
    total: int
    seconds: float
    undecided: int = 0


class Quiz(msgspec.Struct, frozen=True):
    """A quiz at one moment. `turns` are the questions behind us, the last of them the one that is open, if `open`.

    A question is open from its first attempt until `next`: it may be tried again. With `ends` it is an exam, whose
    verdicts are told at the end.
    """

    id: str
    asked: tuple[Asked, ...]
    began: datetime
    ends: datetime | None = None
    turns: tuple[Turn, ...] = ()
    open: bool = False

    @property
    def current(self) -> Asked | None:
        """What is asked now; None at the end."""
        place = len(self.turns) - self.open
        return self.asked[place] if place < len(self.asked) else None

    @property
    def coming(self) -> Asked | None:
        """What is asked after it; None at the last."""
        place = len(self.turns) - self.open + 1
        return self.asked[place] if place < len(self.asked) else None

    @property
    def number(self) -> int:
        """Which question this is, from 1."""
        return len(self.turns) - self.open + 1

    @property
    def exam(self) -> bool:
        return self.ends is not None

    @property
    def mistakes(self) -> tuple[Turn, ...]:
        """What was not right at first, or not reached."""
        unreached = tuple(Turn(each) for each in self.asked[len(self.turns) :])
        return (*(turn for turn in self.turns if not turn.right), *unreached)

    def left(self, now: datetime) -> timedelta | None:
        """The time left of an exam, 0 at least."""
        return max(self.ends - now, timedelta(0)) if self.ends else None

    def over(self, now: datetime) -> bool:
        """Whether nothing more is asked."""
        return self.current is None or (self.ends is not None and now >= self.ends)

    def score(self, now: datetime) -> Score:
        """What it has come to."""
        right = sum(turn.right for turn in self.turns)
        tried = sum(bool(turn.attempts) for turn in self.turns)
        undecided = sum(turn.undecided for turn in self.turns)
        seconds = (min(now, self.ends) if self.ends else now) - self.began
        passed = len(self.turns) - tried
        return Score(right, tried - right - undecided, passed, len(self.asked), seconds.total_seconds(), undecided)


def plan(
    cards: Sequence[Card], count: int, seed: int, weakness: Mapping[str, float] | None = None
) -> tuple[Asked, ...]:
    """Choose `count` questions, fewer where there are fewer: one of each card first, then more of the same cards.

    With `weakness` (by the card's key, more is weaker) the weakest cards come first; else the order is drawn.
    The same seed gives the same questions, whatever has been studied.
    """
    from random import Random  # not before the first card is painted

    draw = Random(seed)
    drawn = sorted(cards, key=lambda card: card.key)
    draw.shuffle(drawn)
    questions = {card.key: list(range(1, len(card.quiz) + 1)) or [0] for card in drawn}
    for numbers in questions.values():
        draw.shuffle(numbers)
    if weakness is not None:
        drawn.sort(key=lambda card: -weakness.get(card.key, 0.0))
    rounds = range(max(map(len, questions.values()), default=0))
    chosen = [
        (card.key, questions[card.key][turn]) for turn in rounds for card in drawn if turn < len(questions[card.key])
    ]
    return tuple(Asked(key, number, draw.randrange(SEEDS)) for key, number in chosen[:count])


def begin(id: str, asked: Sequence[Asked], now: datetime, exam: timedelta | None = None) -> Quiz:
    """A quiz of these questions."""
    return Quiz(id, tuple(asked), now, now + exam if exam else None)


def answer(
    quiz: Quiz, given: str, verdict: Verdict, now: datetime, seconds: float, id: str, right: bool | None = None
) -> tuple[Quiz, Attempt]:
    """Answer the current question, or try it again. `right`: the student's own word, where the verdict is unknown.

    Without that word the first answer is undecided till `decide`, and does not count as right; what is typed after it
    decides nothing, for what would be right has been seen. Raises ValueError for a refused answer.
    """
    asked = quiz.current
    if asked is None:
        raise ValueError("nothing is asked now")
    if verdict.verdict == "refused":
        raise ValueError("an answer that was refused does not count")
    before = quiz.turns[-1] if quiz.open else Turn(asked)
    attempt = Attempt(
        id=id,
        key=asked.key,
        question=asked.question,
        seed=asked.seed,
        given=given,
        verdict=verdict.verdict,
        right=verdict.verdict == "correct" if right is None else right,
        at=now,
        day=day_of(now),
        seconds=seconds,
        slip=verdict.slip,
        quiz=quiz.id,
    )
    undecided = before.undecided or (not before.attempts and verdict.verdict == "unknown" and right is None)
    turn = Turn(asked, (*before.attempts, attempt), (*before.verdicts, verdict), undecided)
    earlier = quiz.turns[:-1] if quiz.open else quiz.turns
    return msgspec.structs.replace(quiz, turns=(*earlier, turn), open=True), attempt


def decide(quiz: Quiz, turn: Turn, right: bool, now: datetime, id: str) -> tuple[Quiz, Attempt]:
    """The student's own word on an undecided answer: the attempt once more, as it counts from now on.

    Raises ValueError for a turn that is decided: a decision is taken once.
    """
    if not turn.undecided or turn not in quiz.turns:
        raise ValueError("this answer is decided")
    return _counted(quiz, turn, right, now, id, False)


def reopen(quiz: Quiz, attempt: Attempt, now: datetime, id: str) -> tuple[Quiz, Attempt]:
    """The student's own word on this attempt is taken back: the attempt once more, undecided again.

    Raises ValueError where it is not the student's word that counts.
    """
    turn = next((each for each in quiz.turns if each.attempts and each.attempts[0].id == attempt.id), None)
    if turn is None or turn.undecided or turn.verdicts[0].verdict != "unknown":
        raise ValueError("the student has not decided this answer")
    return _counted(quiz, turn, False, now, id, True)


def _counted(quiz: Quiz, turn: Turn, right: bool, now: datetime, id: str, undecided: bool) -> tuple[Quiz, Attempt]:
    """The quiz with a turn's first attempt once more, as it counts from now on."""
    attempt = msgspec.structs.replace(turn.attempts[0], id=id, right=right, at=now, day=day_of(now))
    counted = msgspec.structs.replace(turn, attempts=(attempt, *turn.attempts[1:]), undecided=undecided)
    turns = tuple(counted if each == turn else each for each in quiz.turns)
    return msgspec.structs.replace(quiz, turns=turns), attempt


def follow(quiz: Quiz) -> Quiz:
    """Go on to the next question; one that was not answered is passed."""
    asked = quiz.current
    if asked is None or quiz.open:
        return msgspec.structs.replace(quiz, open=False)
    return msgspec.structs.replace(quiz, turns=(*quiz.turns, Turn(asked)))
