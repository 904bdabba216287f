"""Derivation: from a network's definition to its gradients, by SymPy, step by step.

`backward(graph)` gives the reverse mode, `forward(graph, parameter)` the forward mode, `through_time(activation)` what
both are at any step n of N. Nothing about the derivative of a softmax or a tanh is written here: local Jacobians come
from each node's definition, and are contracted, named again and read as matrices.
"""

from models.derivation.evaluation import forward_values
from models.derivation.forward import Sensitivities, forward
from models.derivation.gradients import Gradients, PrintedTerm, backward
from models.derivation.local_jacobians import local_jacobians
from models.derivation.steps import Step
from models.derivation.through_time import ThroughTime, through_time
from models.derivation.values import rnn_values, trigram_values

__all__ = [
    "Gradients",
    "PrintedTerm",
    "Sensitivities",
    "Step",
    "ThroughTime",
    "backward",
    "forward",
    "forward_values",
    "local_jacobians",
    "rnn_values",
    "through_time",
    "trigram_values",
]
