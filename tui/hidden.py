"""What is told of decks that came with a package, where decks of one's own have their names."""

from collections.abc import Collection, Iterator
from pathlib import Path


def told_hidden(home: Path, names: Collection[str] | None = None) -> Iterator[str]:
    """A line for each, or each of these names; one for all of which one's own are copies, for that is meant."""
    from engine.decks.hidden import hidden, is_copy

    found = [deck for deck in hidden(home) if names is None or deck.name in names]
    copies = [deck for deck in found if is_copy(deck, home)]
    for deck in found:
        if deck not in copies:
            yield (
                f"{deck.own} is studied in place of the deck {deck.name} that came with a package:"
                " give its file another name to study both"
            )
    if copies:
        yield f"studied as your copy: {', '.join(deck.name for deck in copies)}"
