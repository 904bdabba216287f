"""The panes of the panel: what runs, its derivation, its code, and where the card comes from."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive

from engine.knobs import AnyKnob, Value
from engine.runner import Listing
from tui.draw import draw
from tui.run import Run
from tui.widgets.drawn import Drawn
from tui.widgets.exhibits import Claims, Ending, Exhibits
from tui.widgets.knobs import Knobs
from tui.widgets.pane import Pane
from tui.widgets.withheld import Instead, Withheld


class RunsPane(Pane):
    """Knobs, exhibits as they come, claims, and how the run went."""

    DEFAULT_CSS = """
    RunsPane > Knobs, RunsPane > Claims, RunsPane > Ending { margin: 0 2 1 0; }
    RunsPane Knobs.-none { display: none; }
    RunsPane.-withheld > Exhibits, RunsPane.-withheld > Claims, RunsPane.-withheld > Ending { display: none; }
    """

    knobs: reactive[Mapping[str, AnyKnob]] = reactive[Mapping[str, AnyKnob]]({})
    values: reactive[Mapping[str, Value]] = reactive[Mapping[str, Value]]({})
    run: reactive[Run] = reactive(Run())
    narrow: reactive[bool] = reactive(False)
    fold: reactive[bool] = reactive(False)
    rows: reactive[int] = reactive(12)
    withheld: reactive[Withheld] = reactive(Withheld())

    def compose(self) -> ComposeResult:
        yield Instead().data_bind(RunsPane.withheld)
        yield Knobs().data_bind(RunsPane.knobs, RunsPane.values, RunsPane.narrow)
        yield Exhibits().data_bind(RunsPane.run, RunsPane.rows)
        yield Claims().data_bind(RunsPane.run, RunsPane.fold)
        yield Ending().data_bind(RunsPane.run, RunsPane.knobs, RunsPane.values)

    def watch_withheld(self) -> None:
        self.set_class(bool(self.withheld.what), "-withheld")

    def watch_knobs(self) -> None:
        for knobs in self.query(Knobs):
            knobs.set_class(not self.knobs, "-none")


class Derivations(Drawn):
    """Each derivation of the run, uncovered to a number of steps counted through all of them."""

    run: reactive[Run] = reactive(Run())
    steps: reactive[int] = reactive(1)

    def watch_run(self, old: Run, new: Run) -> None:
        if old.derived != new.derived:
            self.redraw()

    def watch_steps(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        left, parts = self.steps, []
        for derivation in self.run.derived:
            if left <= 0:
                break
            parts.append(draw(derivation, width, self.profile, steps=min(left, len(derivation.steps))))
            left -= len(derivation.steps)
        return Content("\n\n\n").join(parts)


class Code(Drawn):
    """The listings of an answer."""

    listings: reactive[tuple[Listing, ...]] = reactive(())

    def watch_listings(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        if not self.listings:
            return Content.styled("The code comes with the first run.", "$muted")
        from tui.draw.listing import listing  # Pygments, with the first listing shown and not before

        return Content("\n\n\n").join([listing(each, width) for each in self.listings])


class Note(Drawn):
    """Where the card comes from, what its note says wrongly, and how it is filed."""

    note: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Label and text, in the order shown."""

    def watch_note(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        from tui.draw.markdown import markdown

        parts = [
            Content.assemble((label, "bold $muted"), "\n\n", markdown(text, min(width, 72), profile=self.profile))
            for label, text in self.note
        ]
        return Content("\n\n\n").join(parts)
