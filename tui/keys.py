"""Every key of the tool, said once: bindings, the row of hints, the help screen and the palette are made of this.

A place is a state of a screen in which keys mean something: the question, one of the panel's tabs, a text field. The
same key means the same everywhere, so a key may stand several times with different words, never with another sense.
"""

from collections.abc import Iterable

import msgspec
from textual.binding import Binding, BindingType

QUESTION = "question"
CARD, RUNS, DERIVATION, CODE, NOTE = TABS = ("card", "runs", "derivation", "code", "note")
FIELD = "field"
IDLE, SUMMARY, FIND, HELP = "idle", "summary", "find", "help"
TYPING, ASKED, JUDGED, RESULTS, LATE = "typing", "asked", "judged", "results", "late"
FORM, CHOOSING, PROOF, LEAVING = "form", "choosing", "proof", "leaving"
TRUST = "trust"

ONWARD = "page(1)"
ANSWER = frozenset(TABS)
ANYWHERE = frozenset(
    {
        QUESTION,
        *TABS,
        IDLE,
        SUMMARY,
        FIND,
        HELP,
        FIELD,
        TYPING,
        ASKED,
        JUDGED,
        RESULTS,
        LATE,
        FORM,
        CHOOSING,
        PROOF,
        LEAVING,
        TRUST,
    }
)


class Command(msgspec.Struct, frozen=True):
    """One thing that can be done, and the keys that do it."""

    action: str
    """The method of the screen that does it, without `action_`."""
    keys: str
    """The keys as Textual names them, separated by commas."""
    shown: str
    """The keys as a person reads them."""
    verb: str
    """What it does, in a word or two, for the hints."""
    meaning: str
    """What it does, in a sentence, for help and palette."""
    places: frozenset[str]
    """Where it can be done."""
    hinted: bool = True
    """Whether the row of hints has it (help and palette have everything)."""
    right: bool = False
    """Whether its hint stands at the right end of the row."""


def _at(*places: str) -> frozenset[str]:
    return frozenset(places)


FIELD_COMMANDS = (
    Command("set_field", "enter", "enter", "set", "Run with the text typed.", _at(FIELD)),
    Command("leave_field", "escape", "esc", "leave", "Leave the field; what ran stays.", _at(FIELD)),
)

PANEL_COMMANDS = (
    Command("edit_field", "enter", "enter", "type", "Type into the focused text knob.", _at(RUNS)),
    Command("next_knob", "tab", "tab", "knob", "Go to the next knob.", _at(RUNS)),
    Command(
        "previous_knob",
        "shift+tab",
        "shift+tab",
        "knob before",
        "Go to the knob before.",
        _at(RUNS),
        hinted=False,
    ),
    Command("turn(-1)", "left", "←", "turn down", "Turn the knob down, and run again.", _at(RUNS), hinted=False),
    Command("turn(1)", "right", "← →", "turn", "Turn the knob, and run again.", _at(RUNS)),
    Command(
        "turn(-10)",
        "shift+left",
        "shift+←",
        "ten down",
        "Turn the knob ten steps down.",
        _at(RUNS),
        hinted=False,
    ),
    Command("turn(10)", "shift+right", "shift+→", "ten up", "Turn the knob ten steps up.", _at(RUNS), hinted=False),
    Command("reset", "r", "r", "reset", "Put all knobs where the card starts them.", _at(RUNS)),
    Command(
        "all_claims", "c", "c", "all claims", "Show every claim, or fold those that hold.", _at(RUNS), hinted=False
    ),
    Command("step", "space", "space", "next step", "Uncover the next step of the derivation.", _at(DERIVATION)),
    Command(
        "step_back",
        "shift+space,backspace",
        "backspace",
        "back",
        "Cover the last step again.",
        _at(DERIVATION),
    ),
    Command("all_steps", "a", "a", "all steps", "Uncover the whole derivation.", _at(DERIVATION)),
    Command("panel(1)", "right_square_bracket", "[ ]", "panel", "Go to the next panel.", ANSWER),
    Command("panel(-1)", "left_square_bracket", "[", "panel before", "Go to the panel before.", ANSWER, hinted=False),
    Command("zoom", "z", "z", "wide", "Give the panel the whole width, and back.", ANSWER - {CARD}),
    Command("page(1)", "pagedown", "pgdn", "more", "Scroll on: there is more below.", ANSWER | {QUESTION}),
    Command("page(-1)", "pageup", "pgup", "back up", "Scroll back.", ANSWER | {QUESTION}, hinted=False),
    Command("row(1)", "down", "↓", "row down", "Scroll the panel by a row.", ANSWER, hinted=False),
    Command("row(-1)", "up", "↑", "row up", "Scroll the panel back by a row.", ANSWER, hinted=False),
    Command("copy", "y", "y", "copy LaTeX", "Copy the derivation as LaTeX.", _at(DERIVATION)),
    Command("copy", "y", "y", "copy", "Copy the card, or the code shown.", ANSWER - {DERIVATION}),
)

LOOKING = Command(
    "look_into",
    "l",
    "l",
    "look at its Python",
    "Look at the deck's Python, and decide whether it runs.",
    ANSWER | {QUESTION},
)

EDITING = Command("edit", "e", "e", "edit", "Edit the card in your editor.", ANSWER | {QUESTION}, hinted=False)

BEGIN_ANEW = Command(
    "begin_anew",
    "R",
    "R",
    "begins the card anew",
    "Begin the card anew: it was changed in the editor.",
    ANSWER | {QUESTION},
    hinted=False,
)

NEW_CARD = Command(
    "new_card",
    "ctrl+n",
    "ctrl+n",
    "new card",
    "Write a new card for a deck of yours.",
    ANSWER | {QUESTION},
    hinted=False,
)

GENERAL = (
    Command(
        "find",
        "slash",
        "/",
        "find",
        "Find a card of any deck, and read it.",
        ANSWER | {QUESTION, SUMMARY, IDLE},
        right=True,
    ),
    Command(
        "help",
        "question_mark",
        "?",
        "help",
        "Show every key.",
        ANSWER | {QUESTION, SUMMARY, IDLE},
        right=True,
    ),
)

QUIZZING = Command(
    "quiz",
    "x",
    "x",
    "quiz",
    "Be asked ten questions, each answer typed and graded.",
    ANSWER | {QUESTION},
    hinted=False,
)

STUDY = (
    *FIELD_COMMANDS,
    Command("reveal", "space", "space", "show the answer", "Show the answer, and run it.", _at(QUESTION)),
    Command("type", "t", "t", "type it", "Type the answer before it is shown.", _at(QUESTION)),
    Command("hint", "h", "h", "hint", "Show a hint.", _at(QUESTION)),
    Command("grade(1)", "1", "1", "Again", "It was not there: see it again soon.", ANSWER, hinted=False),
    Command("grade(2)", "2", "2", "Hard", "It came, with pain.", ANSWER, hinted=False),
    Command("grade(3)", "3", "3", "Good", "It came.", ANSWER, hinted=False),
    Command("grade(4)", "4", "4", "Easy", "It came at once.", ANSWER, hinted=False),
    LOOKING,
    *PANEL_COMMANDS,
    Command("bury", "b", "b", "bury", "Leave this card for tomorrow, ungraded.", ANSWER | {QUESTION}),
    Command("undo", "u", "u", "undo", "Take the last grade back.", ANSWER | {QUESTION}),
    EDITING,
    BEGIN_ANEW,
    NEW_CARD,
    QUIZZING,
    *GENERAL,
    Command("leave", "q", "q", "quit", "Quit. Every grade given is kept.", ANSWER | {QUESTION}, hinted=False),
)

READ = (
    *FIELD_COMMANDS,
    LOOKING,
    *PANEL_COMMANDS,
    msgspec.structs.replace(EDITING, places=ANSWER),
    msgspec.structs.replace(BEGIN_ANEW, places=ANSWER),
    msgspec.structs.replace(NEW_CARD, places=ANSWER),
    Command("back", "escape,q", "esc", "back", "Go back to where you were.", ANSWER),
    *GENERAL,
)

SUMMARY_COMMANDS = (
    Command("go_on", "enter,space", "enter", "go on", "Study what has come due.", _at(SUMMARY, IDLE)),
    Command("more", "n", "n", "ten new cards more", "Study ten new cards more than today's limit.", _at(SUMMARY, IDLE)),
    msgspec.structs.replace(QUIZZING, places=_at(SUMMARY, IDLE), hinted=True),
    msgspec.structs.replace(NEW_CARD, places=_at(SUMMARY, IDLE), hinted=True),
    Command("undo", "u", "u", "undo the last grade", "Take the last grade back.", _at(SUMMARY)),
    Command("leave", "q", "q", "quit", "Quit.", _at(SUMMARY, IDLE)),
    *GENERAL,
)

TYPED = (
    Command("answer", "enter", "enter", "answer", "Have what is typed graded.", _at(TYPING)),
    Command("leave_field", "escape", "esc", "leave the field", "Leave the field: letters are keys.", _at(TYPING)),
    Command("type", "t,enter", "t", "type", "Type the answer.", _at(ASKED)),
)

MORE = (
    Command(ONWARD, "pagedown", "pgdn", "more", "Scroll on: there is more below.", _at(TYPING, ASKED, JUDGED)),
    Command("page(-1)", "pageup", "pgup", "back up", "Scroll back.", _at(TYPING, ASKED, JUDGED), hinted=False),
)

QUIZ = (
    *TYPED,
    msgspec.structs.replace(LOOKING, places=_at(ASKED)),
    Command("give_up", "s,space", "s", "show it", "Give the question up: show the right answer.", _at(ASKED)),
    Command("next", "n", "n", "pass", "Leave the question out, and go on.", _at(ASKED)),
    Command("accept", "enter,space", "enter", "accept", "Grade the card as suggested, and go on.", _at(JUDGED)),
    *MORE,
    Command("next", "n", "n", "next", "Go on; the card keeps its schedule.", _at(JUDGED)),
    Command("why", "w", "w", "why", "Read the card, its answer live.", _at(JUDGED)),
    Command("grade(1)", "1", "1", "Again", "It was not there: see the card again soon.", _at(JUDGED), hinted=False),
    Command("grade(2)", "2", "2", "Hard", "It came, with pain.", _at(JUDGED), hinted=False),
    Command("grade(3)", "3", "3", "Good", "It came.", _at(JUDGED), hinted=False),
    Command("grade(4)", "4", "4", "Easy", "It came at once.", _at(JUDGED), hinted=False),
    Command("end", "escape", "esc", "end", "End the quiz; twice while questions are left.", _at(ASKED, JUDGED)),
    Command("show", "s", "s", "show it", "Show the right answer.", _at(JUDGED)),
    Command("try_again", "t", "t", "try again", "Answer once more; the first answer counts.", _at(JUDGED)),
    Command("undo", "u", "u", "undo", "Take the last grade back.", _at(ASKED, JUDGED)),
    Command("undo", "ctrl+z", "ctrl+z", "undo", "Take the last grade back, while nothing is typed.", _at(TYPING)),
    Command("help", "question_mark", "?", "help", "Show every key.", _at(ASKED, JUDGED), right=True),
)

TYPE = (
    *TYPED,
    msgspec.structs.replace(LOOKING, places=_at(ASKED)),
    Command("back", "escape", "esc", "back", "Go back to the card.", _at(ASKED)),
    Command("go_on", "enter,space,escape", "enter", "the card's answer", "Go back, and show the answer.", _at(JUDGED)),
    *MORE,
    Command("try_again", "t", "t", "try again", "Answer once more; the first answer counts.", _at(JUDGED)),
    Command("show", "s", "s", "show it", "Show the right answer.", _at(JUDGED)),
    Command("help", "question_mark", "?", "help", "Show every key.", _at(ASKED, JUDGED), right=True),
)

RESULT = (
    Command("see", "enter", "enter", "see the results", "Go on to the results: the time is up.", _at(LATE)),
    Command("open", "enter,w", "enter", "read it", "Read the card, its answer live.", _at(RESULTS)),
    Command("move(-1)", "up", "↑", "up", "Go up the list.", _at(RESULTS), hinted=False),
    Command("move(1)", "down", "↑ ↓", "move", "Go down the list.", _at(RESULTS)),
    Command("grade(1)", "1", "1", "Again", "It was not there: see the card again soon.", _at(RESULTS), hinted=False),
    Command("grade(2)", "2", "2", "Hard", "It came, with pain.", _at(RESULTS), hinted=False),
    Command("grade(3)", "3", "3", "Good", "It came.", _at(RESULTS), hinted=False),
    Command("grade(4)", "4", "4", "Easy", "It came at once.", _at(RESULTS), hinted=False),
    Command("again", "t", "t", "again", "Ask what was not right once more.", _at(RESULTS)),
    Command("undo", "u", "u", "undo", "Take the last grade back.", _at(RESULTS)),
    Command("page(1)", "pagedown", "pgdn", "more", "Scroll on: there is more below.", _at(RESULTS)),
    Command("page(-1)", "pageup", "pgup", "back up", "Scroll back.", _at(RESULTS), hinted=False),
    Command("leave", "escape,q", "esc", "leave", "Leave the quiz. Every answer is kept.", _at(RESULTS)),
    Command("help", "question_mark", "?", "help", "Show every key.", _at(RESULTS), right=True),
)

FINDING = (
    Command("open", "enter", "enter", "open", "Read the card.", _at(FIND)),
    Command("move(-1)", "up", "↑", "up", "Go up the list.", _at(FIND), hinted=False),
    Command("move(1)", "down", "↑ ↓", "move", "Go down the list.", _at(FIND)),
    Command("move(-10)", "pageup", "pgup", "page up", "Go ten cards up.", _at(FIND), hinted=False),
    Command("move(10)", "pagedown", "pgdn", "page down", "Go ten cards down.", _at(FIND), hinted=False),
    Command("back", "escape", "esc", "back", "Go back to where you were.", _at(FIND)),
    msgspec.structs.replace(NEW_CARD, places=_at(FIND)),
)

TRUSTING = (
    Command("trust", "y", "y", "yes, run it", "Trust these files as they are shown, and run them.", _at(TRUST)),
    Command("back", "escape,q", "esc", "not now", "Leave it: the deck is studied without its code.", _at(TRUST)),
    Command("page(1)", "pagedown,space", "pgdn", "more", "Scroll on: there is more below.", _at(TRUST)),
    Command("page(-1)", "pageup", "pgup", "back up", "Scroll back.", _at(TRUST), hinted=False),
    Command("row(1)", "down", "↓", "row down", "Scroll by a row.", _at(TRUST), hinted=False),
    Command("row(-1)", "up", "↑", "row up", "Scroll back by a row.", _at(TRUST), hinted=False),
    Command("help", "question_mark", "?", "help", "Show every key.", _at(TRUST), right=True),
)

HELPING = (
    Command("back", "escape,q,question_mark", "esc", "back", "Go back to where you were.", _at(HELP)),
    Command("scroll(1)", "down", "↓", "down", "Scroll by a row.", _at(HELP), hinted=False),
    Command("scroll(-1)", "up", "↑", "up", "Scroll back by a row.", _at(HELP), hinted=False),
    Command("scroll(10)", "pagedown,space", "pgdn", "more", "Scroll on.", _at(HELP)),
    Command("scroll(-10)", "pageup", "pgup", "up", "Scroll back.", _at(HELP), hinted=False),
)

FORMING = (
    Command("save", "ctrl+s", "ctrl+s", "save", "Put the card into its deck.", _at(FORM, CHOOSING, PROOF)),
    Command("next_field", "tab", "tab", "next", "Go to the next field.", _at(FORM, CHOOSING)),
    Command(
        "previous_field",
        "shift+tab",
        "shift+tab",
        "before",
        "Go to the field before.",
        _at(FORM, CHOOSING),
        hinted=False,
    ),
    Command("turn(-1)", "left", "←", "the one before", "Choose the one before.", _at(CHOOSING), hinted=False),
    Command("turn(1)", "right", "← →", "choose", "Choose the next one.", _at(CHOOSING)),
    Command("look", "ctrl+l", "ctrl+l", "look at it", "See the card as it will be asked.", _at(FORM, CHOOSING)),
    Command("back_to_fields", "ctrl+l,escape", "esc", "go on writing", "Go back to the fields.", _at(PROOF)),
    Command("page(1)", "pagedown", "pgdn", "more", "Scroll on: there is more below.", _at(PROOF)),
    Command("page(-1)", "pageup", "pgup", "back up", "Scroll back.", _at(PROOF), hinted=False),
    Command("editor", "ctrl+e", "ctrl+e", "editor", "Go on in your editor with what is typed.", _at(FORM, CHOOSING)),
    Command("close", "escape", "esc", "leave", "Leave the form.", _at(FORM, CHOOSING)),
    Command("go_on", "escape", "esc", "go on writing", "Go on writing.", _at(LEAVING)),
    Command("keep", "enter", "enter", "keep the draft", "Leave, and keep the draft.", _at(LEAVING)),
    Command("throw_away", "d", "d", "throw it away", "Leave, and throw away what is typed.", _at(LEAVING)),
    Command("help", "f1", "f1", "help", "Show every key.", _at(FORM, CHOOSING, PROOF), right=True),
)

TABLES = {
    "Studying": STUDY,
    "Reading a card": READ,
    "Typing an answer": TYPE,
    "In a quiz": QUIZ,
    "After a quiz": RESULT,
    "At the end": SUMMARY_COMMANDS,
    "Finding": FINDING,
    "Writing a card": FORMING,
    "Trusting a deck's Python": TRUSTING,
    "Help": HELPING,
}
"""What help shows, and what the tests hold complete."""


def bindings(commands: Iterable[Command], priority: bool = False) -> list[BindingType]:
    """Bindings for a screen. A key may have several: `check_action` lets the one through whose place it is.

    With `priority` they come before those of the field that has the focus.
    """
    return [
        Binding(key, command.action, command.verb, show=False, key_display=command.shown, priority=priority)
        for command in commands
        for key in command.keys.split(",")
    ]


def name_of(action: str) -> str:
    """The action's name without its arguments."""
    return action.partition("(")[0]


def allowed(commands: Iterable[Command], action: str, place: str) -> bool:
    """Whether an action of that name can be done at that place."""
    return any(name_of(each.action) == action and place in each.places for each in commands)


def here(commands: Iterable[Command], place: str) -> list[Command]:
    """The commands of a place, in the order in which the hints name them."""
    return [each for each in commands if place in each.places]
