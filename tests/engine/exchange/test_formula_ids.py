"""A question that is a formula alone is named as one says it."""

import pytest

from engine.decks.cards import is_id
from engine.exchange.naming import id_for


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is $1^3 + \\dots + n^3$?", "1-cubed-plus-n-cubed"),
        ("$\\frac{a}{b}$?", "a-over-b"),
        ("$W^\\top x$", "W-transposed-x"),
        ("What is $x^{10}$?", "x-to-10"),
        ("What is $-$?", "minus"),
        ("What is the sum of $1 + 2$?", "sum-of-1-2"),
        ("$\\{\\}$", "card"),
    ],
)
def test_a_formula_is_read_out_where_there_are_no_words(question: str, named: str) -> None:
    assert id_for(question, frozenset()) == named and is_id(named)
    assert id_for(question, frozenset([named])) == f"{named}-2"
