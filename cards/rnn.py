"""What runs behind the cards on RNNs: what n-grams cannot see, and what a state carries."""

from cards.answers.blind_spot import blind_spot
from cards.answers.memory import memory, parameters
from cards.answers.price_of_context import price_of_context
from cards.answers.rnn_forward import forward

__all__ = [
    "blind_spot",
    "forward",
    "memory",
    "parameters",
    "price_of_context",
]
