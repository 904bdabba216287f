"""Every card is a test: its answer is run at its start and at the corners of its knobs, and every claim must hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from engine.checking.cases import Case, Values, around, start, told
from engine.checking.crew import Progress, crew, spread
from engine.claims import holds
from engine.decks.allowing import how_to_trust
from engine.decks.card import Card, Deck
from engine.decks.faults import Fault
from engine.decks.locating import located
from engine.describe import Description
from engine.exhibits import Claim
from engine.knobs import KnobError
from engine.problems import Problem
from engine.runner import Ended, Runner, RunnerError
from engine.seals import Code


@dataclass(frozen=True)
class Outcome:
    """What one run gave: its claims that fail, how many it made, and how it ended."""

    failing: tuple[Claim, ...]
    claims: int
    ended: Ended


class Findings(NamedTuple):
    """What is said, and the keys of all cards that are not well: of one of them the same may be said as of another."""

    problems: list[Problem]
    unwell: frozenset[str]


async def check_answers(
    decks: Iterable[Deck],
    workers: int = 2,
    progress: Progress | None = None,
    known: Iterable[Problem] = (),
    well: set[str] | None = None,
) -> Findings:
    """Run every card's answer, on so many workers at once. `progress` is told how many of how many runs are done.

    What keeps an answer from being run is left unsaid where `known` has an error of that card or its code already.
    Into `well` go the keys of the cards that were run and are well, where this is cancelled too.
    """
    problems: list[Problem] = []
    unfit: list[Problem] = []
    asked = list(_executable(decks, problems))
    planned: list[tuple[Deck, Card, Values, list[Case]]] = []
    outcomes: dict[Case, Outcome] = {}
    try:
        async with crew(min(workers, len(asked))) as runners:
            described = await spread(runners, {(code, card.run) for _, card, code in asked}, _describe)
            for deck, card, code in asked:
                description = described[code, card.run]
                if isinstance(description, str):
                    unfit.append(located(deck, card, Fault(("run",), description)))
                    continue
                refused = [located(deck, card, fault) for fault in _refused(description, card)]
                if refused:
                    unfit += refused
                    continue
                begin = start(description, card.knobs)
                cases = [Case(code, card.run, values) for values in around(description, begin)]
                planned.append((deck, card, begin, cases))
            runs = dict.fromkeys(case for *_, cases in planned for case in cases)
            await spread(runners, runs, _run, progress, outcomes)
    finally:
        for deck, card, begin, cases in planned:
            if all(case in outcomes for case in cases):
                found = [*_judge(deck, card, begin, [(case, outcomes[case]) for case in cases])]
                problems += found
                if well is not None and not found:
                    well.add(card.key)
    unwell = frozenset(each.card for each in (*problems, *unfit))
    errors = [each for each in known if each.level == "error"]
    cards, paths = {each.card for each in errors}, {each.path for each in errors}
    codes = {deck.path: code.path for deck, _, code in asked}
    problems += _once(each for each in unfit if each.card not in cards and codes[each.path] not in paths)
    return Findings(sorted(problems), unwell)


def _refused(description: Description, card: Card) -> Iterator[Fault]:
    """Each knob of a card that its answer does not take."""
    for name, value in card.knobs.items():
        try:
            start(description, {name: value})
        except KnobError as error:
            yield Fault(("knobs", name), str(error), on_key=True)


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The same thing said of many cards of a deck, said of the first: the code of a deck that does not load."""
    grouped: dict[tuple[Path, str], list[Problem]] = {}
    for each in problems:
        grouped.setdefault((each.path, each.message), []).append(each)
    for first, *others in grouped.values():
        more = f" (and {len(others)} more)" if others else ""
        yield msgspec.structs.replace(first, message=first.message + more)


def _executable(decks: Iterable[Deck], problems: list[Problem]) -> Iterator[tuple[Deck, Card, Code]]:
    for deck in decks:
        for card in deck.cards:
            if not card.run:
                continue
            if deck.code is None:
                problems.append(_problem(deck, card, f"run: {card.run}, but there is no {deck.path.stem}.py beside it"))
            elif deck.runnable is None:
                why = f"{deck.code.name} is not trusted: {how_to_trust(deck)}"
                problems.append(_problem(deck, card, f"not executed: {why}"))
            else:
                yield deck, card, deck.runnable


async def _describe(runner: Runner, key: tuple[Code, str]) -> Description | str:
    try:
        return await runner.describe(*key)
    except RunnerError as error:
        return str(error)


async def _run(runner: Runner, case: Case) -> Outcome:
    failing, claims = [], 0
    async for item in runner.run(case.code, case.function, dict(case.values), checked=True):
        if isinstance(item, Claim):
            claims += 1
            if not holds(item):
                failing.append(item)
        elif isinstance(item, Ended):
            return Outcome(tuple(failing), claims, item)
    raise AssertionError("a run ends with Ended")


def _judge(deck: Deck, card: Card, begin: Values, outcomes: list[tuple[Case, Outcome]]) -> Iterator[Problem]:
    """One problem for each thing wrong, naming the first knob values at which it is."""
    wrong: dict[str, dict[Case, str]] = {}
    for case, outcome in outcomes:
        where = told(case.values, begin)
        if outcome.ended.outcome != "done":
            wrong.setdefault(outcome.ended.message, {})[case] = f"{card.run} {where}: {outcome.ended.message}"
        for claim in outcome.failing:
            said = f"{card.run} {where}: this claim fails: {stated(claim)}"
            wrong.setdefault(claim.statement, {}).setdefault(case, said)
    for by_case in wrong.values():
        messages = list(by_case.values())
        more = f" (and at {len(messages) - 1} more knob values)" if len(messages) > 1 else ""
        yield _problem(deck, card, messages[0] + more)
    if not wrong and not any(outcome.claims for _, outcome in outcomes):
        yield _problem(deck, card, f"{card.run} claims nothing that could be checked", "warning")


def stated(claim: Claim) -> str:
    """A claim in one line, both sides as evaluated."""
    return f"{claim.statement}: {claim.left} {claim.relation} {claim.right}"


def _problem(deck: Deck, card: Card, message: str, level: str = "error") -> Problem:
    """What is wrong with an answer, told where the card names it."""
    return located(deck, card, Fault(("run",), message), level)
