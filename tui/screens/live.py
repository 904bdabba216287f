"""What the keys do to a card and its panel, whether it is studied or only read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.problems import RecurError
from tui import keys
from tui.called import told_called, told_other, way_back
from tui.material import Material
from tui.messages import Turned
from tui.screens.card import CardScreen
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from engine.decks.library import Library
    from tui.app import RecurApp


class LiveCardScreen(CardScreen):
    """Knobs, tabs, steps, scrolling, copying and editing."""

    app: "RecurApp"

    _copy_offered = ""
    """The key of the card whose deck is copied if `e` comes again."""

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "next_knob" | "previous_knob":
                return len(self.knobs) > 1
            case "turn":
                return bool(self.knobs) and not self._writes()
            case "reset":
                return dict(self.values) != self._starts
            case "edit_field":
                return self._writes()
            case "all_claims":
                return self.narrow and len(self.run.claimed) > 1
            case "step" | "all_steps":
                return self.steps < self.run.steps
            case "step_back":
                return self.steps > 1
            case "panel":
                return len(self.tabs) > 1
            case "zoom":
                return not self.narrow
            case "look_into":
                return self.material is not None and self.material.withheld
            case "begin_anew":
                return bool(self.offer)
            case "new_card":
                return self.app.room is None
            case "page":
                pane = self._scrolling()
                return pane is not None and (pane.scroll_y < pane.max_scroll_y if action == "page(1)" else True)
        return True

    def _writes(self) -> bool:
        """Whether what is chosen is a text."""
        from engine.knobs import Text

        return isinstance(getattr(self.dials.chosen, "knob", None), Text)

    # knobs

    def action_next_knob(self) -> None:
        self.dials.go(1)

    def action_previous_knob(self) -> None:
        self.dials.go(-1)

    def action_turn(self, by: int) -> None:
        chosen = self.dials.chosen
        if chosen is None:
            self.dials.go(0)
            chosen = self.dials.chosen
        if chosen is not None:
            chosen.turn(by)

    def action_pick(self, knob: str, value: str) -> None:
        """A node of a diagram was pressed: the knob that picks it takes it."""
        from engine.knobs import KnobError

        if knob in self.knobs:
            try:
                self.post_message(Turned(knob, self.knobs[knob].parse(value)))
            except KnobError as error:
                self.say(str(error))

    def action_reset(self) -> None:
        self.values = dict(self._starts)
        self._start()

    async def action_edit_field(self) -> None:
        await self.dials.edit()
        self.tell()

    async def on_input_submitted(self) -> None:
        await self.action_set_field()

    async def action_set_field(self) -> None:
        await self.dials.finish(keep=True)
        self.tell()

    async def action_leave_field(self) -> None:
        await self.dials.finish(keep=False)
        self.tell()

    def action_all_claims(self) -> None:
        self.fold = not self.fold

    # tabs and steps

    def action_panel(self, by: int) -> None:
        if self.tabs:
            self.tab = self.tabs[(self.tabs.index(self.tab) + by) % len(self.tabs)]

    def action_open_tab(self, tab: str) -> None:
        if tab in self.tabs:
            self.tab = tab

    def action_zoom(self) -> None:
        self.zoomed = not self.zoomed

    def action_step(self) -> None:
        self._step_to(self.steps + 1)

    def action_step_back(self) -> None:
        self._step_to(self.steps - 1)

    def action_all_steps(self) -> None:
        self._step_to(self.run.steps)

    def _step_to(self, step: int) -> None:
        self.steps = min(max(step, 1), max(self.run.steps, 1))
        self.tell()
        pane = self.query_one("#derivation", Pane)
        self.call_after_refresh(pane.scroll_end, animate=False)

    # scrolling

    def _panes(self) -> list[Pane]:
        """What can be scrolled, the card first."""
        panel = self.revealed and self.tab != keys.CARD
        alone = panel and (self.narrow or self.zoomed)
        names = ([] if alone else ["page"]) + ([self.tab] if panel else [])
        return [self.query_one(f"#{name}", Pane) for name in names]

    def _scrolling(self) -> Pane | None:
        """What the page keys scroll: the first that has more to show, else the first that was scrolled."""
        long = [pane for pane in self._panes() if pane.max_scroll_y > 0]
        return next((pane for pane in long if pane.scroll_y < pane.max_scroll_y), long[0] if long else None)

    def action_page(self, by: int) -> None:
        if by > 0:
            pane = self._scrolling()
            if pane is not None:
                pane.scroll_page_down(animate=False)
            return
        for pane in reversed(self._panes()):
            if pane.scroll_y > 0:
                pane.scroll_page_up(animate=False)
                return

    def action_row(self, by: int) -> None:
        for pane in reversed(self._panes()):
            if pane.max_scroll_y > 0:
                pane.scroll_relative(y=by, animate=False)
                return

    # copying and finding

    def action_copy(self) -> None:
        what, text = self._copied()
        self.app.copy_to_clipboard(text)
        self.say(f"copied {what}")

    def _copied(self) -> tuple[str, str]:
        if self.tab == keys.DERIVATION:
            steps = [step.tex for each in self.run.derived for step in each.steps]
            return "the derivation", " \\\\\n".join(steps[: self.steps])
        if self.tab == keys.CODE:
            return "the code", "\n\n".join(each.text for each in self.listings)
        if self.tab == keys.NOTE:
            return "the note", "\n\n".join(f"{label}: {text}" for label, text in self.note)
        return "the card", f"{self.page.question}\n\n{self.page.answer}"

    async def action_edit(self) -> None:
        """Into the editor and back: the card as it is now, or what is wrong with it."""
        from engine.decks.editing import NotYoursError  # with the reader of decks: not before the first card is painted

        if self.material is None:
            return
        if self.app.room is not None:  # asked from the decks as they were when it began
            key = self.material.card.key
            self.notice = f"After the quiz, recur edit {key}: until then it keeps its cards as they are."
            return
        card, before = self.material.card, self.app.desk.library
        copy, self._copy_offered = self._copy_offered == card.key, ""
        try:
            edited = self.app.edit(card, copy)
        except NotYoursError as error:
            self._copy_offered = card.key
            self.notice = f"{card.deck} {error.why}; e again copies it to your decks, and edits it there."
            return
        except RecurError as error:
            if self.app.desk.library is not before:
                await self.show_again()
            self.notice = str(error)
            return
        if edited.key not in ("", card.key):
            self.material = self._called(edited.key)
        await self.show_again()
        called, gone = edited.ids.called, self._missed(before, edited.ids.gone, card.key)
        other = [each for each in self._missed(before, edited.ids.other) if each != edited.key]
        if edited.fault is not None:
            self.notice = f"line {edited.fault.line}: {edited.fault.message}"
        elif gone:
            how, more = way_back(edited.ids, gone[0]), f" {len(gone) - 1} more: `recur orphans`." if gone[1:] else ""
            self.notice = f"{gone[0]} is gone from its deck; its progress stays under that name{how}.{more}"
        elif other:
            more = f" {len(other) - 1} more like it." if other[1:] else ""
            self.notice = f"{told_other(other[0])}.{more}"
        elif not called:
            self.say("copied to your decks, and read again" if copy else "read again")
        if called:
            self.say(told_called(called, card.key))

    def _missed(self, before: "Library", gone: Sequence[str], key: str = "") -> list[str]:
        """Of the cards that are gone those of which something is known, and the one of that key: this one first."""
        remembered = self.app.desk.remembered
        siblings = {each: before.cards[each].siblings if each in before.cards else () for each in gone}
        known = [each for each in gone if each == key or any(remembered(one.key) is not None for one in siblings[each])]
        return sorted(known, key=lambda each: each != key)

    def _called(self, key: str) -> Material:
        """What is shown, now that its card is called this."""
        assert self.material is not None
        card, asked = self.app.desk.library.card(key), self.material.sibling
        named = key + asked.key.removeprefix(asked.card)
        return self.app.material(card, next((each for each in card.siblings if each.key == named), None))

    async def action_begin_anew(self) -> None:
        """The card is new again, as it was offered; its history stays in the journal, and undo brings it back."""
        if self.material is None:
            return
        try:
            self.app.desk.reset(self.app.otherwise(self.material.card))
        except RecurError as error:
            self.notice = str(error)
            return
        await self.show_again()
        self.say("begun anew")

    def action_look_into(self) -> None:
        """Look at the deck's Python; once it is trusted the answer runs."""
        if self.material is not None:
            self.app.look_into(self.material.deck, self._show_here)

    async def lapse(self) -> None:
        if self.material is not None and self.app.lapsed(self.material.deck):
            await self._show_here()

    async def _show_here(self, word: str = "") -> None:
        """The same card at the same tab: whether its code may run is otherwise than before."""
        tab = self.tab
        await self.show_again()
        self.action_open_tab(tab)
        if word:
            self.notice = word

    async def show_again(self) -> None:
        """The decks have been read anew."""
        raise NotImplementedError

    def action_new_card(self) -> None:
        self.app.write_card(self.material.card.deck if self.material else "")

    def action_find(self) -> None:
        from tui.screens.find import FindScreen

        self.app.push_screen(FindScreen())
