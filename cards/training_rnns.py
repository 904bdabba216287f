"""What runs behind the cards on training recurrent networks: Jacobians, three gradients, shared parameters."""

from cards.answers.contributions import contributions
from cards.answers.costs import bptt_cost, rtrl_cost, truncated_cost
from cards.answers.depth import depth
from cards.answers.eigenvalues import eigenvalues
from cards.answers.influence import influence
from cards.answers.jacobians import chain_of_jacobians, jacobian_norms
from cards.answers.reverse_mode import reverse_mode, sum_over_paths
from cards.answers.sharing import tied
from cards.answers.truncation import truncation_bias

__all__ = [
    "bptt_cost",
    "chain_of_jacobians",
    "contributions",
    "depth",
    "eigenvalues",
    "influence",
    "jacobian_norms",
    "reverse_mode",
    "rtrl_cost",
    "sum_over_paths",
    "tied",
    "truncated_cost",
    "truncation_bias",
]
