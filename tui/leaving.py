"""What is on a screen that is being taken down: its parts go before it, and it may look for them in vain."""

from textual._context import active_message_pump
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker


def leaves(pump: MessagePump) -> bool:
    """Whether it is being taken down, or the whole app."""
    if not pump.is_running or not pump.app.is_running or pump.app._exit:
        return True
    return isinstance(pump, DOMNode) and any(getattr(each, "_pruning", False) for each in pump.ancestors_with_self)


def in_vain(error: Exception) -> bool:
    """Whether an error says no more than that something leaves whose part was looked for, by it or a worker of its."""
    found = error.error if isinstance(error, WorkerFailed) else error
    if not isinstance(found, NoMatches):
        return False
    try:
        return leaves(get_current_worker().node)
    except NoActiveWorker:
        return leaves(active_message_pump.get())
