"""Cards in plain text: what `recur show` prints, and what `recur` prints where there is no terminal."""

import asyncio
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from engine.claims import holds
from engine.decks.card import Card
from engine.describe import Description
from engine.exhibits import Derivation, Exhibit
from engine.knobs import KnobError, Value
from engine.problems import RecurError
from engine.runner import Ended, Runner, RunnerError
from tui.ansi import output_profile, say
from tui.draw import draw, draw_claims
from tui.draw.markdown import markdown
from tui.due import due_lines
from tui.exported import as_json as written
from tui.material import Material
from tui.run import Run
from tui.words import took

if TYPE_CHECKING:
    from engine.decks.library import Library

WIDEST = 100
PLOT_ROWS = 12


def show(load: "Callable[[], Library]", name: str, turned: Mapping[str, str], as_json: bool) -> bool:
    """Print one card and what its answer shows. Whether all went well. Raises RecurError."""
    return asyncio.run(_show(load, name, turned, as_json))


async def _show(load: "Callable[[], Library]", name: str, turned: Mapping[str, str], as_json: bool) -> bool:
    async with Runner(spare=False) as runner:  # it warms while the decks are read
        library = await asyncio.to_thread(load)
        sibling = library.sibling(name)
        card = library.card(sibling.card)
        material = Material(card, sibling, library.deck(card.deck))
        if not as_json:
            _print_card(material)
        run = await _run(runner, material, turned, quiet=as_json)
    if as_json:
        say(written(card, run))
    return run.ended is None or (run.ended.outcome == "done" and all(map(holds, run.claims)))


def study(load: "Callable[[], Library]", new: int | None) -> None:
    """Print what is due, then the next card with its answer executed."""
    from engine.home import home

    asyncio.run(_study(load, home(), new))


async def _study(load: "Callable[[], Library]", home: Path, new: int | None) -> None:
    from engine.desk import Desk

    async with Runner(spare=False) as runner:
        library = await asyncio.to_thread(load)
        desk = Desk.open(library, home, new)
        try:
            for line in due_lines(library, home, new, desk):
                say(line)
            sibling, card = desk.current, desk.card
        finally:
            desk.close()
        if sibling is not None and card is not None:
            say()
            material = Material(card, sibling, library.deck(card.deck))
            _print_card(material)
            await _run(runner, material, {}, quiet=False)


def page_width() -> int:
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def _print_card(material: Material) -> None:
    page, width = material.page, min(page_width(), 72)
    say(Content.assemble((material.deck_title, "$muted"), ("  ›  ", "$faint"), (material.card.title, "$foreground")))
    say()
    say(markdown(page.question, width, style="bold $bright", profile=output_profile()))
    say()
    say(markdown(page.answer, width, profile=output_profile()))
    say()
    if page.aside:
        say(markdown(f"*{page.lead}* {page.aside}", width, style="$muted", profile=output_profile()))
        say()
    if material.card.run and material.target is None:
        say(Content.styled(f"Not run: {material.why_not}", "$muted"))


async def _run(runner: Runner, material: Material, turned: Mapping[str, str], quiet: bool) -> Run:
    """Run the answer and print each exhibit as soon as nothing can take its place."""
    run, printed = Run(), 0
    if material.target is None:
        if turned:
            raise RecurError(f"{material.card.key} has no knobs to turn: {material.why_not}", 2)
        return run
    try:
        described = await runner.describe(material.target.code, material.target.function)
    except RunnerError as error:
        run = run.end(Ended("failed", str(error)))
    else:
        values = settle(described, material.card, turned)
        async for item in runner.run(material.target.code, material.target.function, values):
            run = run.end(item) if isinstance(item, Ended) else run.add(item)
            if not quiet:
                printed = _print_settled(run, printed)
    if not quiet:
        _print_end(run, material)
    return run


def settle(described: Description, card: Card, turned: Mapping[str, str]) -> dict[str, Value]:
    """The knobs' values: as turned, else as the card starts them, else as the answer does. Raises RecurError."""
    for name in turned:
        if name not in described.knobs:
            known = ", ".join(described.knobs) or "none"
            raise RecurError(f"{card.key} has no knob {name!r}; it has {known}", 2)
    values: dict[str, Value] = {}
    for name, knob in described.knobs.items():
        try:
            values[name] = knob.parse(turned.get(name, card.knobs.get(name, knob.start)))
        except KnobError as error:
            raise RecurError(f"knob {name}: {error}", 2 if name in turned else 1) from None
    return values


def _print_settled(run: Run, printed: int) -> int:
    """Print what stands for good: all when the run is over, else what has no key."""
    for exhibit in run.exhibits[printed:]:
        if run.ended is None and getattr(exhibit, "key", "") != "":
            break
        _print(exhibit)
        printed += 1
    return printed


def _print_end(run: Run, material: Material) -> None:
    for derivation in run.derivations:
        _print(derivation)
    if run.claims:
        say(draw_claims(run.claims, page_width(), profile=output_profile()))
        say()
    ended = run.ended
    if ended is None:
        return
    if ended.outcome == "done":
        target = material.target
        where = f"  {target.function} in {target.code.path.name}" if target else ""
        say(Content.styled(f"ran in {took(ended.seconds)}{where}", "$muted"))
    else:
        say(Content.assemble(("✗", "$bad"), "  ", (ended.message, "$foreground")))


def _print(exhibit: Exhibit | Derivation) -> None:
    say(draw(exhibit, page_width(), output_profile(), rows=PLOT_ROWS))
    say()
