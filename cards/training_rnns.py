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
from cards.drills.eigenvalues import depth_drill, long_run_drill, radius_drill
from cards.drills.influence import influence_drill, kept_drill, longer_drill
from cards.drills.jacobians import between_drill, entry_drill, product_drill
from cards.drills.reverse_mode import edges_drill, graph_drill, paths_drill
from cards.drills.sharing import descent_drill, drop_drill, tied_drill
from cards.drills.through_time import contribution_drill, delta_drill, states_drill, work_drill
from cards.drills.truncation import borders_drill, lost_drill, reached_drill, saved_drill
from cards.drills.vanishing import bound_drill, fate_drill, needed_drill
from cards.worlds.graphs import bounded_chain, children, state_of_scalars
from cards.worlds.rnn import bptt_step, jacobian_step, rnn_run, rtrl_step, scalar_graph, three_steps
from cards.worlds.sharing import copies, descent_step
from cards.worlds.sizes import chunks, network_sizes

__all__ = [
    "between_drill",
    "borders_drill",
    "bound_drill",
    "bounded_chain",
    "bptt_cost",
    "bptt_step",
    "chain_of_jacobians",
    "children",
    "chunks",
    "contribution_drill",
    "contributions",
    "copies",
    "delta_drill",
    "depth",
    "depth_drill",
    "descent_drill",
    "descent_step",
    "drop_drill",
    "edges_drill",
    "eigenvalues",
    "entry_drill",
    "fate_drill",
    "graph_drill",
    "influence",
    "influence_drill",
    "jacobian_norms",
    "jacobian_step",
    "kept_drill",
    "long_run_drill",
    "longer_drill",
    "lost_drill",
    "needed_drill",
    "network_sizes",
    "paths_drill",
    "product_drill",
    "radius_drill",
    "reached_drill",
    "reverse_mode",
    "rnn_run",
    "rtrl_cost",
    "rtrl_step",
    "saved_drill",
    "scalar_graph",
    "state_of_scalars",
    "states_drill",
    "sum_over_paths",
    "three_steps",
    "tied",
    "tied_drill",
    "truncated_cost",
    "truncation_bias",
    "work_drill",
]
