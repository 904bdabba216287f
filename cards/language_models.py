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
from cards.drills.counts import count_drill, unseen_drill
from cards.drills.factorisation import chain_rule_drill, constant_drill, factor_drill, mass_drill
from cards.drills.ngrams import bigram_drill, context_drill, order_drill, unigram_drill
from cards.drills.scoring import counted_perplexity_drill, cross_entropy_drill, perplexity_drill
from cards.drills.sequences import dependence_drill, window_drill
from cards.worlds.ngrams import added_counts, corpus_counts, word_probabilities
from cards.worlds.sizes import order_of_a_chain, vocabulary
from cards.worlds.utterance import geometric, mean_cross_entropy, stopping, utterance, whole_utterance

__all__ = [
    "added_counts",
    "bigram_drill",
    "chain_rule",
    "chain_rule_drill",
    "constant_drill",
    "context_drill",
    "corpus_counts",
    "count_drill",
    "counted_perplexity_drill",
    "counts",
    "cross_entropy",
    "cross_entropy_drill",
    "dependence",
    "dependence_drill",
    "factor_drill",
    "forgetting",
    "geometric",
    "looking_back",
    "markov_order",
    "mass_drill",
    "mean_cross_entropy",
    "order_drill",
    "order_of_a_chain",
    "perplexity",
    "perplexity_drill",
    "stopping",
    "total_mass",
    "unigram_drill",
    "unseen",
    "unseen_drill",
    "utterance",
    "vocabulary",
    "whole_utterance",
    "window_drill",
    "word_probabilities",
]
