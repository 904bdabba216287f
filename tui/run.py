"""What has come of a run so far, as the panel shows it: exhibits go in, a new state comes out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from engine.exhibits import AnyExhibit, Claim, Derivation, Progress
    from engine.runner import Ended

E = TypeVar("E", bound="AnyExhibit")


class Run(msgspec.Struct, frozen=True):
    """One run of an answer, and what of the run before it still stands in the places not yet filled."""

    exhibits: "tuple[AnyExhibit, ...]" = ()
    derivations: "tuple[Derivation, ...]" = ()
    claims: "tuple[Claim, ...]" = ()
    progress: "Progress | None" = None
    ended: "Ended | None" = None
    before: "Run | None" = None

    def again(self) -> "Run":
        """A new run begins: what stands stays until its place is taken."""
        return Run(before=msgspec.structs.replace(self.settled(), before=None))

    def settled(self) -> "Run":
        """What is on the screen, as if it were all of this run."""
        return msgspec.structs.replace(self, exhibits=self.shown, derivations=self.derived, claims=self.claimed)

    def add(self, exhibit: "AnyExhibit") -> "Run":
        """One more exhibit; one with a key takes the place of the earlier one of its kind and key."""
        from engine.exhibits import Claim, Derivation, Progress  # with the first that comes

        if isinstance(exhibit, Progress):
            return msgspec.structs.replace(self, progress=exhibit)
        if isinstance(exhibit, Claim):
            return msgspec.structs.replace(self, claims=(*self.claims, exhibit))
        if isinstance(exhibit, Derivation):
            return msgspec.structs.replace(self, derivations=_placed(self.derivations, exhibit))
        return msgspec.structs.replace(self, exhibits=_placed(self.exhibits, exhibit))

    def end(self, ended: "Ended") -> "Run":
        """The run is over: what the run before left is gone."""
        return msgspec.structs.replace(self, ended=ended, progress=None, before=None)

    @property
    def shown(self) -> "tuple[AnyExhibit, ...]":
        return self.exhibits + (self.before.exhibits[len(self.exhibits) :] if self.before else ())

    @property
    def derived(self) -> "tuple[Derivation, ...]":
        return self.derivations + (self.before.derivations[len(self.derivations) :] if self.before else ())

    @property
    def claimed(self) -> "tuple[Claim, ...]":
        return self.claims or (self.before.claims if self.before else ())

    @property
    def steps(self) -> int:
        """How many steps its derivations have in all."""
        return sum(len(each.steps) for each in self.derived)


def _placed(standing: Sequence[E], new: E) -> tuple[E, ...]:
    key = getattr(new, "key", "")
    for place, old in enumerate(standing):
        if key and type(old) is type(new) and getattr(old, "key", "") == key:
            return (*standing[:place], new, *standing[place + 1 :])
    return (*standing, new)
