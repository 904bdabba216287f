"""What runs behind the cards on the neural trigram: its forward pass, its training, its gradients derived by SymPy."""

from cards.answers.softmax_error import output_error
from cards.answers.trigram_forward import forward_pass
from cards.answers.trigram_gradients import gradient
from cards.answers.trigram_network import network
from cards.answers.trigram_reach import reach_of_a_word
from cards.answers.trigram_training import training

__all__ = ["forward_pass", "gradient", "network", "output_error", "reach_of_a_word", "training"]
