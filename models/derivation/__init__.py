"""Derivation: from a network's definition to its gradients, by SymPy, step by step.

`backward(graph)` gives the reverse mode. Nothing about the derivative of a softmax or a tanh is written here: local
Jacobians come from each node's definition, and are contracted, named again and read as matrices.
"""

from models.derivation.gradients import Gradients, PrintedTerm, backward
from models.derivation.steps import Step

__all__ = ["Gradients", "PrintedTerm", "Step", "backward"]
