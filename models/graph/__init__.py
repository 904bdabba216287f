"""Networks as computational graphs, each node defined by index: `h_i = tanh(z_i)`, `z_i = Σ_m V_im x_m + c_i`.

One definition of a network, written once and without any derivative. What `models.derivation` makes of it (local
Jacobians, the recursion of any node, closed forms) follows from these definitions alone.
"""

from models.graph.activations import ACTIVATIONS, Activation, AnyActivation
from models.graph.cases import Holds
from models.graph.feedforward import softmax_graph, trigram_graph
from models.graph.layers import affine, cross_entropy, elementwise, over, softmax
from models.graph.nodes import Entry, Graph, H, K, Node, i, j, k
from models.graph.recurrent import rnn_graph, rnn_step_graph

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "AnyActivation",
    "Entry",
    "Graph",
    "H",
    "Holds",
    "K",
    "Node",
    "affine",
    "cross_entropy",
    "elementwise",
    "i",
    "j",
    "k",
    "over",
    "rnn_graph",
    "rnn_step_graph",
    "softmax",
    "softmax_graph",
    "trigram_graph",
]
