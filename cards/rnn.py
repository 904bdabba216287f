"""What runs behind the cards on RNNs: what n-grams cannot see, and what a state carries."""

from cards.answers.blind_spot import blind_spot
from cards.answers.memory import memory, parameters
from cards.answers.price_of_context import price_of_context
from cards.answers.rnn_forward import forward
from cards.drills.context import order_drill, price_drill, reach_drill
from cards.drills.parameters import even_drill, recurrent_drill, window_drill
from cards.drills.rnn_forward import forward_drill, history_drill, read_drill, summary_drill
from cards.worlds.sizes import ngram_sizes, text_and_network

__all__ = [
    "blind_spot",
    "even_drill",
    "forward",
    "forward_drill",
    "history_drill",
    "memory",
    "ngram_sizes",
    "order_drill",
    "parameters",
    "price_drill",
    "price_of_context",
    "reach_drill",
    "read_drill",
    "recurrent_drill",
    "summary_drill",
    "text_and_network",
    "window_drill",
]
