"""What runs behind the cards on the neural trigram: its forward pass, its training, its gradients derived by SymPy."""

from cards.answers.softmax_error import output_error
from cards.answers.trigram_forward import forward_pass
from cards.answers.trigram_gradients import gradient
from cards.answers.trigram_network import network
from cards.answers.trigram_reach import reach_of_a_word
from cards.answers.trigram_training import training
from cards.drills.trigram_network import columns_drill, reach_drill, sizes_drill, softmax_drill
from cards.drills.trigram_training import (
    bias_drill,
    error_drill,
    exponential_drill,
    loss_drill,
    slope_drill,
    used_columns_drill,
    weight_drill,
)
from cards.worlds.sizes import network_sizes
from cards.worlds.trigram import padded_text, sigmoid_unit, tanh_unit, trigram_run, trigram_step
from cards.worlds.utterance import mean_loss

__all__ = [
    "bias_drill",
    "columns_drill",
    "error_drill",
    "exponential_drill",
    "forward_pass",
    "gradient",
    "loss_drill",
    "mean_loss",
    "network",
    "network_sizes",
    "output_error",
    "padded_text",
    "reach_drill",
    "reach_of_a_word",
    "sigmoid_unit",
    "sizes_drill",
    "slope_drill",
    "softmax_drill",
    "tanh_unit",
    "training",
    "trigram_run",
    "trigram_step",
    "used_columns_drill",
    "weight_drill",
]
