"""The commands of `recur`, one a file."""
