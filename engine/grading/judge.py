"""The one way from an answer to its verdict, whatever kind of question it answers."""

from engine.decks.questions import AnyQuestion, Choose, Formula, Number, Order, Text
from engine.grading.choices import grade_choices
from engine.grading.examples import right_answers
from engine.grading.marking import World
from engine.grading.numbers import grade_number
from engine.grading.orders import grade_order
from engine.grading.spelling import folded, is_spelled
from engine.grading.texts import grade_text
from engine.grading.verdict import NOT_KNOWN, Verdict

LONGEST = 2_000  # characters of an answer

_GIVEN_UP = {"?", "idontknow", "dontknow", "idk"}


def judge(question: AnyQuestion, answer: str, world: World | None = None, seed: int = 1) -> Verdict:
    """What an answer is worth. `?` and "I don't know" are wrong, and are told the answer; no answer is refused.

    Raises what the world raises.
    """
    if not answer.strip():
        return Verdict(verdict="refused", reason="There is no answer: type one, or `?` if you do not know.")
    if len(answer) > LONGEST:
        return Verdict(verdict="refused", reason=f"Longer than {LONGEST:,} characters: a shorter answer will do.")
    if _given_up(question, answer):
        right = right_answers(question, seed)[0].replace("`", "'")
        return Verdict(
            verdict="wrong", slip=NOT_KNOWN, reason=f"The answer is `{right}`.", method="not answered", understood="?"
        )
    match question:
        case Number():
            return grade_number(question, answer)
        case Choose():
            return grade_choices(question, answer, seed)
        case Text():
            return grade_text(question, answer)
        case Order():
            return grade_order(question, answer, seed)
        case Formula():
            from engine.grading.formulas import grade_formula  # with numpy, which the other kinds do without

            return grade_formula(question, answer, world, seed)


def _given_up(question: AnyQuestion, answer: str) -> bool:
    if isinstance(question, Text) and is_spelled(answer, question.text):
        return False
    return folded(answer).replace("'", "") in _GIVEN_UP
