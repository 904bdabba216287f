"""What runs behind the cards on language models: dependence, the chain rule, cross entropy, n-grams."""

from cards.answers.chain_rule import chain_rule
from cards.answers.coding import cross_entropy
from cards.answers.counts import counts
from cards.answers.dependence import dependence
from cards.answers.forgetting import forgetting
from cards.answers.looking_back import looking_back
from cards.answers.markov_order import markov_order
from cards.answers.perplexity import perplexity
from cards.answers.total_mass import total_mass
from cards.answers.unseen import unseen

__all__ = [
    "chain_rule",
    "counts",
    "cross_entropy",
    "dependence",
    "forgetting",
    "looking_back",
    "markov_order",
    "perplexity",
    "total_mass",
    "unseen",
]
