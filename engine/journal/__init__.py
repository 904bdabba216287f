"""The journal: an append-only log of reviews and of what undoes them, in one SQLite file."""

from engine.journal.log import Journal

__all__ = ["Journal"]
