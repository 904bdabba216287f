"""Every question is a test: its right answer and what it accepts are graded correct, what it rejects wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.checking.crew import Progress, crew, spread
from engine.checking.trials import GENERATED_SEEDS, Trial, seeds_of, trials
from engine.decks.card import Card, Deck
from engine.decks.faults import Fault, Part
from engine.decks.locating import is_within, located
from engine.decks.permission import code_for
from engine.decks.questions import AnyQuestion, functions_of, question_of
from engine.grading.verdict import Verdict
from engine.problems import Problem, RecurError
from engine.runner import Runner, RunnerError
from engine.seals import Code


@dataclass(frozen=True, eq=False)
class Standing:
    """A question where it stands: `number` counts from 0 in the card's quiz. Each is equal to itself alone."""

    deck: Deck
    card: Card
    number: int
    code: Code | None

    @property
    def written(self) -> Mapping[str, Any]:
        return self.card.quiz[self.number]

    @property
    def looked_into(self) -> bool:
        """Whether reading looks into it for more than its shape."""
        return bool(self.written.keys() & {"generate", "world", "formula"})

    def is_told(self, errors: Iterable[Problem]) -> bool:
        """Whether one of the errors is of this question."""
        own = (each for each in errors if each.path == self.deck.path and each.card == self.card.key)
        return any(is_within(each, self.deck, self.card, ("quiz", self.number)) for each in own)

    @property
    def generator(self) -> str:
        return str(self.written.get("generate", ""))

    def problem(self, path: tuple[str | int, ...], message: str, **more: Any) -> Problem:
        level = more.pop("level", "error")
        return located(self.deck, self.card, Fault(("quiz", self.number, *path), message, **more), level)


Posed = tuple[Standing, int, AnyQuestion]
Graded = tuple[Standing, int, AnyQuestion, Trial]


async def check_questions(
    decks: Sequence[Deck],
    workers: int = 2,
    progress: Progress | None = None,
    known: Iterable[Problem] = (),
    well: set[str] | None = None,
) -> list[Problem]:
    """Pose every question, a generated one at several seeds, and grade what is known of it, on so many workers.

    Formulas and functions of a question are left unsaid where `known` has an error of it already, and what needs the
    code where it has one of the code. Into `well` go the keys of the cards of which no question is wrong, where this is
    cancelled too.
    """
    problems: list[Problem] = []
    errors = [each for each in known if each.level == "error"]
    faulty, broken = {each.card for each in errors}, {each.path for each in errors}
    askable = [each for each in _askable(decks, problems) if not (each.looked_into and each.is_told(errors))]
    standing = [each for each in askable if each.code is None or each.deck.code not in broken]
    faulty |= {each.card.key for each in askable if each.code is not None and each.deck.code in broken}
    left = {each.card.key for each in standing}
    tried: list[Graded] = []
    graded: dict[int, Verdict | str] = {}
    try:
        async with crew(min(workers, len(standing))) as runners:
            posed = await _posed(runners, standing, problems)
            tried += [(*each, trial) for each in posed for trial in trials(each[2], each[1])]
            left.clear()

            async def grade(runner: Runner, place: int) -> Verdict | str:
                where, seed, question, trial = tried[place]
                try:
                    return await runner.grade(where.code, question, trial.typed, seed)
                except RunnerError as error:
                    return str(error)

            await spread(runners, range(len(tried)), grade, progress, graded)
    finally:
        problems += _judge(tried, graded)
        if well is not None:
            unsure = left | faulty | {where.card.key for at, (where, *_) in enumerate(tried) if at not in graded}
            unsure |= {each.card for each in problems}
            well.update(card.key for deck in decks for card in deck.cards if card.key not in unsure)
    return sorted(dict.fromkeys(problems))


def _askable(decks: Iterable[Deck], problems: list[Problem]) -> Iterator[Standing]:
    """Each question that may be asked. That code may not run is said once of a card, and not where `run` says it."""
    for deck in decks:
        for card in (*deck.cards, *deck.faulty):
            said = bool(card.run)
            for number, question in enumerate(card.quiz):
                if not question:
                    continue  # one that is not well
                try:
                    where = Standing(deck, card, number, code_for(question, deck))
                except RecurError as error:
                    if not said:
                        key, _ = next(iter(functions_of(question)))
                        problems.append(Standing(deck, card, number, None).problem((key,), f"not executed: {error}"))
                        said = True
                    continue
                yield where


async def _posed(runners: list[Runner], standing: list[Standing], problems: list[Problem]) -> list[Posed]:
    """The questions as they are asked; what cannot be posed, or is not the same at the same seed, is a problem."""
    asked: list[tuple[Standing, int]] = []
    fixed: list[Posed] = []
    for where in standing:
        if where.generator:
            asked += [(where, seed) for seed in (*GENERATED_SEEDS, GENERATED_SEEDS[0])]
        else:
            question = question_of(where.written)
            fixed += [(where, seed, question) for seed in seeds_of(question)]

    async def pose(runner: Runner, place: int) -> AnyQuestion | str:
        where, seed = asked[place]
        try:
            return await runner.pose(where.code, where.written, seed)
        except RunnerError as error:
            return str(error)

    made = await spread(runners, range(len(asked)), pose)
    first: dict[tuple[Standing, int], AnyQuestion] = {}
    failed: set[Standing] = set()
    for place, (where, seed) in enumerate(asked):
        found = made[place]
        if isinstance(found, str):
            if where not in failed:
                problems.append(where.problem(("generate",), f"{where.generator} at seed {seed}: {found}"))
            failed.add(where)
        elif where not in failed and first.setdefault((where, seed), found) != found:
            message = f"{where.generator} asks two questions at one seed: draw from the generator it is given alone"
            problems.append(where.problem(("generate",), message))
    return [*fixed, *((where, seed, question) for (where, seed), question in first.items())]


def _judge(tried: list[Graded], graded: Mapping[int, Verdict | str]) -> Iterator[Problem]:
    """One problem for each example, at the first seed at which it is not graded as it should be."""
    wrong: dict[tuple[Standing, object], Problem] = {}
    for place, verdict in sorted(graded.items()):
        where, seed, _, trial = tried[place]
        if isinstance(verdict, str):
            key = "generate" if where.generator else next((key for key, _ in functions_of(where.written)), "ask")
            at = f"{where.generator} at seed {seed}: " if where.generator else ""
            wrong.setdefault((where, "error"), where.problem((key,), f"{at}{verdict}"))
        elif message := trial.told(verdict):
            if where.generator:
                problem = where.problem(("generate",), f"{where.generator} at seed {seed}: {message}")
                wrong.setdefault((where, (trial.role, trial.path)), problem)
                continue
            part = Part(trial.example, 0, verdict.column - 1) if verdict.column else None
            problem = where.problem(trial.path, message, on_key=trial.on_key, part=part)
            wrong.setdefault((where, (trial.role, trial.path)), problem)
    yield from wrong.values()
