"""Hands at the keyboard of a test: what they do is done, however busy the machine is, when the next thing is done."""

import asyncio
import unicodedata

from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot

PATIENCE = 60.0
"""Seconds that the app may take to come to rest, or a real answer to come, before a test gives up on it."""
POLL = 0.001
"""Seconds between two looks whether the app is at rest."""
LOOKS = 2
"""Looks in a row at which it must be: a task that is no pump's may be about to tell one something."""


class Hands(Pilot[None]):
    """A pilot that waits for what it has caused, where Textual's waits until the process uses little time.

    On a busy machine a process that is given no time uses little of it too.
    """

    async def press(self, *keys: str) -> None:
        for key in keys:
            send(self.app, key)
            await self.pause()

    async def pause(self, delay: float | None = None) -> None:
        """Wait until the app is at rest and its screen painted, after `delay` seconds."""
        await asyncio.sleep(delay or 0)
        loop = asyncio.get_running_loop()
        end, looks = loop.time() + PATIENCE, 0
        while looks < LOOKS:
            if not self.app.is_running or self.app._exception is not None:
                return
            looks = looks + 1 if self._rests() else 0
            assert loop.time() < end, f"never at rest: {[each for each in self._pumps() if works(each)]}"
            await asyncio.sleep(POLL)

    def _pumps(self) -> list[MessagePump]:
        return [self.app, *self.app._registry]

    def _rests(self) -> bool:
        """Whether nothing is being done or to be done. What is to be painted is painted."""
        if any(works(each) for each in self._pumps()) or self.app.animator._animations:
            return False
        if self.app._resize_timer is not None or self.app._resize_event is not None:
            return False  # its screens are told of a new size with the next frame
        stack = self.app.screen_stack
        if not stack:
            return True
        screen = stack[-1]
        to_paint = screen._layout_required or screen._scroll_required or screen._repaint_required
        if to_paint or screen._dirty_widgets or screen._recompose_required or screen._callbacks:
            screen._on_timer_update()  # now, and not at its next tick
            return False
        return True


def send(app: App[None], key: str) -> None:
    """A key, as a terminal tells of it: by its name (`question_mark`) or as what it writes (`?`)."""
    name = _character_to_key(key) if len(key) == 1 else key
    try:
        written = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        written = key if len(key) == 1 else None
    event = events.Key(name, written)
    event.set_sender(app)
    app.post_message(event)


def works(pump: MessagePump) -> bool:
    """Whether it has a message, or does what one says; else it waits for one, or is over."""
    begun = pump.is_running or (pump._task is not None and not pump._task.done())
    ready = pump._message_queue.ready_event
    return begun and (ready.is_set() or not ready._waiters)  # type: ignore[attr-defined]  # nothing public tells it
