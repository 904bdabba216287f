"""`recur grade`: one answer to one question of a card's quiz, graded."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import deck_options, wanted

if TYPE_CHECKING:
    from engine.decks.library import Library
    from engine.grading.verdict import Verdict

EXIT_CODES = {"correct": 0, "wrong": 1, "unknown": 3, "refused": 2}
LAST_SEED = 2**31 - 1
WIDEST = 72  # columns of an answer that is shown with the place of what is wrong


# No short options, not even that of the help: an answer may be -h or begin with a minus sign.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("card")
@click.argument("answer")
@click.option("--question", "number", metavar="N", default=1, help="Which question of the card, from 1.")
@click.option(
    "--seed",
    metavar="S",
    type=click.IntRange(0, LAST_SEED),
    default=1,
    help="What a generated question is made from, and choices are shuffled by.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
@click.pass_context
def command(
    ctx: click.Context,
    card: str,
    answer: str,
    number: int,
    seed: int,
    as_json: bool,
    decks: tuple[Path, ...],
    trust: bool,
) -> None:
    """Grade ANSWER to a question of CARD's quiz (its id, or deck/id).

    ANSWER may begin with a minus sign. Choices are typed as the numbers shown, an order likewise. The exit code is 0
    when it is correct, 1 when it is wrong, 3 when that cannot be decided, 2 when it is not understood.
    """
    import asyncio

    from tui.ansi import output_profile, say

    library = wanted(decks, trust).library()
    asked = library.card(card)
    verdict = asyncio.run(_grade(library, asked.key, number, answer, seed))
    if as_json:
        from tui.exported import verdict_as_json

        say(verdict_as_json(asked, number, seed, verdict))
    else:
        from tui.draw.verdict import draw_verdict
        from tui.plain import page_width

        say(draw_verdict(verdict, page_width(), output_profile()))
        if pointed := _pointed(answer, verdict.column):
            say(f"\n{pointed}")
    ctx.exit(EXIT_CODES[verdict.verdict])


def _pointed(answer: str, column: int | None) -> str:
    """The answer with a mark under the column, from 1, of what is wrong in it; nothing where it is not one line."""
    from textual.content import Content

    if column is None or not answer.isprintable() or Content(answer).cell_length > WIDEST:
        return ""
    return f"    {answer}\n    {' ' * Content(answer[: column - 1]).cell_length}^"


async def _grade(library: "Library", key: str, number: int, answer: str, seed: int) -> "Verdict":
    from engine.decks.permission import code_for
    from engine.problems import RecurError
    from engine.runner import Runner, RunnerError
    from tui.words import count

    card = library.card(key)
    if not 1 <= number <= len(card.quiz):
        has = count(len(card.quiz), "question") if card.quiz else "no question"
        raise RecurError(f"{key} has {has} to type an answer to" + (f", and no {number}" if card.quiz else ""), 2)
    question = card.quiz[number - 1]
    code = code_for(question, library.deck(card.deck))
    async with Runner(spare=False) as runner:
        try:
            return await runner.grade(code, question, answer, seed)
        except RunnerError as error:
            raise RecurError(str(error), 2) from None
