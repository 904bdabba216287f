"""The answers of the decks, one topic a file; a deck's own Python file says which of them are its answers.

`from cards.answers.jacobian_norms import jacobian_norms` in `training_rnns.py` makes it an answer of that deck, and the
deck's `__all__` lists them all: it is the index that an author reads.
"""
