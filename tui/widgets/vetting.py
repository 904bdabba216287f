"""What somebody is shown who decides whether a deck's Python may run: which files, what they hold, what yes means."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.reactive import reactive

from engine.describe import Listing
from tui.draw.rows import stack, wrap
from tui.trusting import MEANS, SHORTLY, limited
from tui.vetted import File, Vetted
from tui.widgets.drawn import Drawn
from tui.widgets.page import MEASURE
from tui.words import count

GAP = "\N{NO-BREAK SPACE}" * 3


class Asking(Drawn):
    """The question, why it is asked, and which files it is about; `close`, where rows are few."""

    vetted: reactive[Vetted] = reactive(Vetted())
    close: reactive[bool] = reactive(False)

    def watch_vetted(self) -> None:
        self.redraw()

    def watch_close(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        width, vetted = min(width, MEASURE), self.vetted
        parts = [stack(wrap(Content.styled(f"May {vetted.name} run?", "bold $bright"), width))]
        parts.append(_prose(vetted.why, width))
        if vetted.trouble:
            parts.append(_prose(f"! {vetted.trouble}", width))
        if self.close:
            return Content("\n").join([*parts, _prose(SHORTLY, width), *_files(vetted.files, width)])
        files = Content.assemble("\n", ("Files", "bold $muted"), "\n\n", stack(_files(vetted.files, width)))
        return Content("\n\n").join([*parts, files])


class Meaning(Drawn):
    """What yes means, and what holds the code."""

    def drawing(self, width: int) -> Content:
        width = min(width, MEASURE)
        yes = Content("\n\n").join([_prose(each, width) for each in MEANS])
        held = _prose(limited(), width)
        parts = [
            Content.assemble((head, "bold $muted"), "\n\n", body)
            for head, body in (("Yes means", yes), ("What holds it", held))
        ]
        return Content("\n\n\n").join(parts)


class Files(Drawn):
    """What has changed since it was trusted, then each file from its first line to its last."""

    vetted: reactive[Vetted] = reactive(Vetted())

    def watch_vetted(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        from tui.draw.difference import difference
        from tui.draw.listing import listing

        parts: list[Content] = []
        for file in self.vetted.files:
            if file.changed and file.before is not None:
                head = Content.styled(f"What has changed in {file.path.name}", "bold $muted")
                parts.append(Content.assemble(head, "\n\n", difference(file.before, file.text, width)))
        for file in self.vetted.files:
            head = Content.styled(file.path.name, "bold $muted")
            shown = listing(Listing(str(file.path), 1, file.text, file.marks), width)
            parts.append(Content.assemble(head, "\n\n", shown))
        return Content("\n\n\n").join(parts)


def _files(files: Sequence[File], width: int) -> Iterator[Content]:
    for at, file in enumerate(files):
        if at:
            yield Content("")
        yield from wrap(Content.styled(str(file.path), "$foreground"), width)
        said = [count(file.lines, "line"), count(file.size, "byte")]
        if file.before is None:
            said += ["never trusted"] if any(each.before is not None for each in files) else []
        else:
            said += [_change(file)]
        yield from wrap(Content.styled(GAP.join(said), "$muted"), width)


def _change(file: File) -> str:
    from tui.draw.difference import counted

    if file.before is None or not file.changed:
        return "as it was trusted"
    came, went = counted(file.before, file.text)
    return f"{came} new, {went} gone"


def _prose(text: str, width: int) -> Content:
    return stack(wrap(Content.styled(text, "$foreground"), width))
