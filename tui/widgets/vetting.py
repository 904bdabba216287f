"""What somebody is shown who decides whether a deck's Python may run: what yes means, then the files themselves."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.reactive import reactive

from engine.describe import Listing
from tui.draw.rows import stack, wrap
from tui.trusting import MEANS, limited
from tui.vetted import File, Vetted
from tui.widgets.drawn import Drawn
from tui.widgets.page import MEASURE
from tui.words import count

GAP = "\N{NO-BREAK SPACE}" * 3


class Meaning(Drawn):
    """The question, what yes means, what holds the code, and which files it is about."""

    vetted: reactive[Vetted] = reactive(Vetted())

    def watch_vetted(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        width, vetted = min(width, MEASURE), self.vetted
        question = stack(wrap(Content.styled(f"May {vetted.name} run?", "bold $bright"), width))
        parts = [Content("\n\n").join([question, _prose(vetted.why, width)])]
        if vetted.trouble:
            parts[0] += Content.assemble("\n\n", _prose(f"! {vetted.trouble}", width))
        yes = Content("\n\n").join([_prose(each, width) for each in MEANS])
        files = stack(_files(vetted.files, width))
        for head, body in (("Files", files), ("Yes means", yes), ("What holds it", _prose(limited(), width))):
            parts.append(Content.assemble((head, "bold $muted"), "\n\n", body))
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
