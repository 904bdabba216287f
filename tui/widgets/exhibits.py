"""What a run shows: its exhibits in their places, then its claims, then how it went."""

from collections.abc import Mapping

from textual.containers import Container
from textual.content import Content
from textual.reactive import reactive

from engine.claims import holds
from engine.exhibits import Exhibit
from engine.knobs import AnyKnob, Seed, Value
from tui.draw import draw, draw_claims
from tui.draw.rows import hanging, stack
from tui.run import Run
from tui.widgets.drawn import Drawn
from tui.words import took


class Place(Drawn):
    """The place of one exhibit; what stands in it changes, the place stays."""

    DEFAULT_CSS = "Place { margin-bottom: 1; }"

    exhibit: reactive[Exhibit | None] = reactive[Exhibit | None](None)
    rows: reactive[int] = reactive(12)

    def __init__(self, exhibit: Exhibit, rows: int) -> None:
        super().__init__()
        self.set_reactive(Place.exhibit, exhibit)
        self.set_reactive(Place.rows, rows)

    def watch_exhibit(self) -> None:
        self.redraw()

    def watch_rows(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        return draw(self.exhibit, width, self.profile, rows=self.rows) if self.exhibit is not None else Content()


class Exhibits(Container):
    """As many places as the run has exhibits; spare places are kept, hidden."""

    DEFAULT_CSS = "Exhibits { height: auto; layout: vertical; }"

    run: reactive[Run] = reactive(Run())
    rows: reactive[int] = reactive(12)

    def watch_run(self) -> None:
        self._fill()

    def watch_rows(self) -> None:
        self._fill()

    def _fill(self) -> None:
        places = list(self.query(Place))
        shown = self.run.shown
        for place, exhibit in zip(places, shown, strict=False):
            place.exhibit, place.rows, place.display = exhibit, self.rows, True
        for place in places[len(shown) :]:
            place.display = False
        if len(shown) > len(places):
            self.mount_all([Place(exhibit, self.rows) for exhibit in shown[len(places) :]])


class Claims(Drawn):
    """The claims, both sides as evaluated. Folded, those after the first that hold are only counted."""

    run: reactive[Run] = reactive(Run())
    fold: reactive[bool] = reactive(False)

    def on_mount(self) -> None:
        self.display = bool(self.run.claimed)

    def watch_run(self, old: Run, new: Run) -> None:
        if old.claimed != new.claimed:
            self.display = bool(new.claimed)
            self.redraw()

    def watch_fold(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if not self.run.claimed:
            return Content()
        drawn = draw_claims(self.run.claimed, width, self.fold, self.profile)
        if self.fold and drawn.plain.endswith("more hold"):
            drawn += Content.assemble("   ", ("c", "bold $accent"), " ", ("all claims", "$muted"))
        return drawn


class Ending(Drawn):
    """How the run goes or went: running, how far, how long, or the one line of what went wrong."""

    DEFAULT_CSS = "Ending { padding-left: 2; }"

    run: reactive[Run] = reactive(Run())
    knobs: reactive[Mapping[str, AnyKnob]] = reactive[Mapping[str, AnyKnob]]({})
    values: reactive[Mapping[str, Value]] = reactive[Mapping[str, Value]]({})

    waited: reactive[int] = reactive(0)
    """Seconds since the run began: the sign of life of a long one."""

    def on_mount(self) -> None:
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        """A second has passed."""
        if self.run.ended is None:
            self.waited += 1

    def watch_run(self, old: Run, new: Run) -> None:
        if old.ended is not None or not (new.exhibits or new.claims or new.derivations or new.progress):
            self.waited = 0
        self.redraw()

    def watch_waited(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        ended = self.run.ended
        if self.run.progress is not None:
            return draw(self.run.progress, width, self.profile)
        if ended is None or ended.outcome == "cancelled":
            return Content.styled(f"running   {self.waited} s" if self.waited else "running", "$muted")
        if ended.outcome != "done":
            said = Content.styled(" ".join(ended.message.split()), "$foreground")
            return stack(hanging([("✗  ", "$bad")], said, max(width, 8)))
        words = [f"ran in {took(ended.seconds)}"]
        words += [f"seed {self.values[name]}" for name, knob in self.knobs.items() if isinstance(knob, Seed)]
        failed = sum(not holds(claim) for claim in self.run.claims)
        said = Content.styled("   ".join(words), "$muted")
        if failed:
            word = "claim does" if failed == 1 else "claims do"
            said = Content.assemble(said, "   ", (f"✗ {failed} {word} not hold", "$bad"))
        return said
