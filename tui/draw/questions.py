"""A question of a quiz with its right answer, as its author looks at it."""

from textual.content import Content

from engine.decks.questions import AnyQuestion, Choose, Formula, Generated, Number, Order, Text
from tui.draw.markdown import markdown
from tui.draw.rows import hanging, stack, wrap
from tui.draw.typed import echo
from tui.tex.glyphs import UNICODE, Profile


def question(asked: AnyQuestion | Generated, width: int, profile: Profile = UNICODE) -> Content:
    """What is asked, and below it what is right."""
    if isinstance(asked, Generated):
        return stack(wrap(Content.styled(f"a drill of {asked.generate}", "$muted"), width))
    return Content("\n").join([markdown(asked.ask, width, profile=profile), *_right(asked, width, profile)])


def _right(asked: AnyQuestion, width: int, profile: Profile) -> list[Content]:
    match asked:
        case Number(number=number, unit=unit):
            return [_line("=", f"{number:g} {unit}".strip(), width)]
        case Formula(formula=formula):
            read = echo(asked, formula, width - 2, profile)
            return [read.formula] if read.formula else [_line("=", formula, width)]
        case Choose(choose=options):
            return [_line("✓" if each.right else "✗", each.right or each.wrong, width) for each in options]
        case Text(text=spellings):
            return [_line("=", ", or ".join(spellings), width)]
        case Order(order=lines):
            return [_line(f"{place}", each, width) for place, each in enumerate(lines, 1)]
    return []


def _line(mark: str, text: str, width: int) -> Content:
    return stack(hanging([(f"{mark} ", "$muted")], Content.styled(text, "$foreground"), width))
