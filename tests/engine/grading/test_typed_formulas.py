"""Every formula of the table is worth what the table says, and each slip has its name."""

import re

import pytest
from typed_formulas import TABLE

from engine.decks.questions import Formula
from engine.grading.formulas import grade_formula

ROWS = [
    (each.question, each.world, typed, verdict, slip, f"{each.question.formula} <- {typed}")
    for each in TABLE
    for typed, verdict, slip in each.rows()
]
TWO = {"x": "N of [H]", "y": "N of scalar"}


@pytest.fixture(scope="module")
def verdicts():
    """The table, each row graded once."""
    return [grade_formula(question, typed, world, 1) for question, world, typed, *_ in ROWS]


def test_each_is_worth_what_the_table_says(verdicts):
    found = []
    at_another_seed = [(row, grade_formula(row[0], row[2], row[1], 2)) for row in ROWS[::8]]
    for (_, _, _, verdict, slip, name), graded in [*zip(ROWS, verdicts, strict=True), *at_another_seed]:
        if graded.verdict != verdict or (slip and graded.slip != slip):
            found.append(f"{name}: {graded.verdict}, {graded.slip or 'no slip'}; {graded.reason}")
    assert found == []


def test_the_table_is_large_and_names_slips():
    assert len(ROWS) >= 150
    assert sum(bool(slip) for *_, slip, _ in ROWS) >= 40


def test_the_right_formula_of_every_question_is_right():
    assert {grade_formula(each.question, each.question.formula, each.world, 3).verdict for each in TABLE} == {"correct"}


def test_a_wrong_one_comes_with_its_reason_and_with_evidence(verdicts):
    for (*_, verdict, _, name), graded in zip(ROWS, verdicts, strict=True):
        if verdict == "wrong":
            assert graded.reason, name
            assert graded.method, name
            assert graded.evidence or "infinite" in graded.reason, name
            assert graded.understood, name


def test_a_symbol_that_a_message_begins_with_keeps_its_small_letter():
    family, function = {"p": "N of [K]"}, {"g": "function", "x": "scalar"}
    for where, formula, typed, begins in (
        (family, "sum_n p_n", "sum(p)", "p stands for p_1 to p_N"),
        (family, "sum_n p_n", "p_i", "i is bound by no sum"),
        (function, "g(x)", "g x", "g is a function"),
        ({"a": "N of [K]"}, "sum_n a_n", "sum(a)", "a stands for a_1"),
        ({"a": "scalar"}, "a", "a, a", "A comma stands only"),
        (function, "g(x)", "g(x", "The ( is never closed"),
    ):
        graded = grade_formula(Formula(ask="?", formula=formula, where=where), typed)
        assert graded.reason.startswith(begins), graded.reason


@pytest.mark.parametrize(
    ("formula", "where", "rejected", "slip"),
    [
        ("p - w", {"p": ("K",), "w": ("K",)}, "w - p", "sign"),
        ("outer(p, h)", {"p": ("K",), "h": ("H",)}, "h p^T", "transposed"),
        ("S", {"S": ("H", "H")}, "S^T", "transposed"),
        ("2^F", {"F": "scalar"}, "2^(-F)", "sign of the exponent"),
        ("F/2", {"F": "scalar"}, "F", "factor 1/2"),
        ("p", {"p": ("K",)}, "sum(p)", "shape"),
        ("S p", {"S": ("H", "K"), "p": ("K",)}, "p S", "shape"),
        ("2^F", {"F": "scalar"}, "F + 3", ""),
    ],
)
def test_a_slip_is_named_beside_what_the_author_says(formula, where, rejected, slip):
    graded = grade_formula(Formula(ask="?", formula=formula, where=where, reject={rejected: "Look again."}), rejected)
    assert (graded.verdict, graded.slip, graded.reason) == ("wrong", slip, "Look again.")


def test_a_slip_that_the_author_names_stands():
    question = Formula(ask="?", formula="2^F", where={"F": "scalar"}, reject={"2^(-F)": "reciprocal"})
    assert grade_formula(question, "1/2^F").slip == "reciprocal"


@pytest.mark.parametrize(
    ("formula", "where", "typed"),
    [
        ("2^F", {"F": "scalar"}, "2.000000005^F"),
        ("outer(p, h)", {"p": ("K",), "h": ("H",)}, "1.000000005 outer(p, h)"),
        ("A", {"A": ("H", "K")}, "1.000000005 A"),
        ("S", {"S": ("H", "H")}, "1.000000005 S"),
    ],
)
def test_what_is_wrong_in_its_last_digits_has_no_slip_and_is_shown_to_differ(formula, where, typed):
    graded = grade_formula(Formula(ask="?", formula=formula, where=where), typed)
    assert (graded.verdict, graded.slip) == ("wrong", "")
    assert all(isinstance(yours, str) and yours != right for _, yours, right, _ in graded.evidence[0].rows)


def test_a_sign_is_named_by_the_tolerance_of_the_verdict():
    question = Formula(ask="?", formula="A", where={"A": ("H", "K")})
    assert grade_formula(question, "-A").slip == "sign"
    assert grade_formula(question, "-1.000000005 A").slip == ""


@pytest.mark.parametrize("typed", ["diag(p) (eye(K) - 1 p^T)", "S - 1p^T", "S - S 1 p^T", "1 p^T"])
def test_a_one_beside_a_row_that_fits_nowhere_is_no_mistake_of_shape(typed):
    question = Formula(ask="?", formula="diag(p) - p p^T + 0 S", where={"p": ("K",), "S": ("K", "K")})
    graded = grade_formula(question, typed)
    assert (graded.verdict, "ones(K)" in graded.reason) == ("refused", True)
    assert grade_formula(question, "diag(p) (I_K - ones(K) p^T)").verdict == "correct"
    assert grade_formula(question, "S - p^T").slip == "shape"


@pytest.mark.parametrize(
    ("right", "accept", "typed", "slip", "reason"),
    [
        # an accepted form that is more complex than the answer explains nothing
        ("1 - x y", "(1 - (x y)^2)/(1 + x y)", "1/(1 + x y)", "", "It has another value than the right one at every"),
        ("x^N", "exp(N log(x))", "x^(2 N)", "", "It has another value"),
        # of two explanations the one that is written as the answer is
        ("(N - 1) x y + y", "N x y - x y + y", "N x y + y", "missing -1", "The term `-1` is missing."),
        # nothing is explained by a part of an accepted form that has the value of a number
        ("x^(-1/N)", r"\frac{1}{\sqrt[N]{x}}", "1", "", "It has another value"),
        ("x^(-1/N)", r"2^{-\frac1N \log_2 x}", "2", "", "It has another value"),
        # what is written in TeX is not cut: it is laid out, and its name is in words
        (r"\frac{1}{x + y}", "", "1 + 0 x y", "missing divisor", "The divisor $x + y$ is missing."),
        (r"x^{-\frac{1}{N}} + y", "", "x + y", "missing exponent", "The exponent $-\\frac{1}{N}$ is missing."),
        (r"\frac{x}{N} + \sqrt{y}", "", "x/N", "missing term", "The term $\\sqrt{y}$ is missing."),
        ("x^(N-1) + y", "", "x + y", "missing exponent N-1", "The exponent `N-1` is missing."),
        ("x + 1", "", "x + 2", "off by one", "A number is off by one: `1` is meant, and not `2`."),
        ("x y", "", "x^2 y", "factor 1/x", "A factor x too many: the right one is 1/x times yours"),
        ("x/y", "", "x", "factor 1/y", "The factor 1/y is missing: the right one is 1/y times yours"),
        ("x/y", "", "x^2/y^2", "factor y/x", "The right one is y/x times yours"),
        ("x + 1/y", "", "x + y", "reciprocal", "`1/y` is upside down."),
        ("x/y", "", "-x/(2 y)", "factor -2", "A factor 1/2 too many, and the sign is turned: the right one is -2"),
        ("x y", "", "2 x y", "factor 1/2", "A factor 2 too many: the right one is 1/2 times yours"),
        ("x y/2", "", "x y", "factor 1/2", "The factor 1/2 is missing: the right one is 1/2 times yours"),
        ("2 x y", "", "x y", "factor 2", "The factor 2 is missing: the right one is 2 times yours"),
        ("x/(N-2)", "", "2 x/(N-2)", "factor 1/2", "A factor 2 too many: the right one is 1/2 times yours"),
        ("x - y^2", "", "x - y^2/2", "factor 2 of a term", "A factor 1/2 too many in the term `y^2`."),
        ("x - N y", "", "x - 2 N y", "factor 1/2 of a term", "A factor 2 too many in the term `N y`."),
        # of bits and nats only where there are logarithms of both bases
        ("x y", "", "log(2) x y", "factor 1/ln 2", "A factor ln 2 too many"),
        ("log(x)", "", "log(x)/log(2)", "factor ln 2", "A factor 1/ln 2 too many"),
        ("log(x)", "", "log(2) log(x)", "factor 1/ln 2", "A factor ln 2 too many"),
        ("log(x)", "", "log2(x)", "factor ln 2", "Bits stand where nats are meant"),
        ("log2(x)", "", "ln x", "factor 1/ln 2", "Nats stand where bits are meant"),
    ],
)
def test_a_slip_is_named_where_it_is_simple_and_explains_the_answer(right, accept, typed, slip, reason):
    where = dict.fromkeys(("x", "y", "N"), "scalar")
    graded = grade_formula(Formula(ask="?", formula=right, where=where, accept=(accept,) if accept else ()), typed)
    assert (graded.verdict, graded.slip) == ("wrong", slip), graded.reason
    assert graded.reason.startswith(reason)


@pytest.mark.parametrize(
    ("right", "where", "typed", "said"),
    [
        # of several terms whose sign may be turned that one is named which is written so, or none
        ("(x - y)^2", {"x": "scalar", "y": "scalar"}, "(x + y)^2", "The sign of the term `y` is turned."),
        ("(x - y)^2", {"x": "scalar", "y": "scalar"}, "(y + x)^2", "A sign is turned."),
        ("|x - y|", {"x": "scalar", "y": "scalar"}, "|x + y|", "The sign of the term `y` is turned."),
        # a term that stands there is not missing
        ("(N - 1) x + y + x", dict.fromkeys("Nxy", "scalar"), "(N - 2) x + y + x", "A number is off by one: `1` is"),
        ("2 x^2 + x + y", dict.fromkeys("xy", "scalar"), "2 x^2 + x + y - x", "It has another value"),
        ("exp(-x/y)", dict.fromkeys("xy", "scalar"), "-x/y", "exp is missing around `-x/y`."),
        ("p - q", {"p": ("K",), "q": ("K",)}, "p", "The term `-q` is missing."),
        # an index is shown as it is written, and no other is named where that alone does not mend it
        ("sum_n x_n y_n", TWO, "sum_n x_{n-2} y_n", "An index is off by two: `x_n` is meant, and not `x_{n-2}`."),
        ("sum_n x_n y_n", TWO, "sum_n x_n y_{n+3}", "An index is off by three: `y_n` is meant, and not `y_{n+3}`."),
        ("sum_n x_n y_n x_n^T y_n", TWO, "sum_n x_{n-1} y_{n-2} x_n^T y_n",
         "Indices are off: `x_n` is meant, and not `x_{n-1}`, and `y_n` is meant, and not `y_{n-2}`."),
        ("sum_{n=2}^N x_n y_{n-1}", TWO, "sum_{i=2}^N x_{i-1} y_{i-1}",
         "An index is off by one: `x_i` is meant, and not `x_{i-1}`."),
        ("sum_{n=2}^N x_n y_n", TWO, "sum_{n=2}^N x_n y_n + x_1 y_2 - x_1 y_2 - x_N y_N + x_N y_{N-1}",
         "It has another value"),
        # of factors that do not fit all is said that makes them fit
        ("D + S D", {"D": ("H", "M"), "S": ("H", "H")}, "D + D S",
         "(H, M) times (H, H) does not fit: transpose the first, or the other way round?"),
        # another name than the one that is meant, a power that is no product, a sum that is none
        ("p r^T", {"p": ("K",), "r": ("H",), "s": ("H",)}, "p s^T", "`r` is meant, and not `s`."),
        ("p - q", {"p": ("K",), "q": ("K",)}, "p - 1", "`q` is meant, and not `1`."),
        ("g(p + q)", {"p": ("K",), "q": ("K",), "g": "function"}, "tanh(p + q)", "`g` is meant, and not `tanh`."),
        ("p g'(x)", {"p": ("K",), "x": "scalar", "g": "function"}, "p tanh'(x)", "`g'` is meant, and not `tanh'`."),
        ("max(abs(p))", {"p": ("K",)}, "norm(p)", "It has another value"),
        ("2^x", {"x": "scalar"}, "2 x", "`x` is an exponent, and not a factor."),
        ("prod_n x_n", {"x": "N of scalar"}, "sum_n x_n", "A product is meant, and not a sum."),
        ("sum_{n=2}^N x_n", {"x": "N of scalar"}, "prod_{n=2}^N x_n", "A sum is meant, and not a product."),
        # what divides the answer alone is one too many, and a sign is one though both are 0 somewhere
        ("sum_n x_n", {"x": "N of [H]"}, "sum_n x_n / N", "A factor 1/N too many: the right one is N times yours"),
        ("relu'(x)", {"x": "scalar"}, "-relu'(x)", "Yours is −1 times the right one"),
    ],
)  # fmt: skip
def test_what_is_named_is_what_is_wrong(right, where, typed, said):
    graded = grade_formula(Formula(ask="?", formula=right, where=where), typed)
    assert (graded.verdict, graded.reason[: len(said)]) == ("wrong", said)


def test_who_follows_what_is_said_of_an_answer_is_right(verdicts):
    """Of what stands where something else is meant; and of a missing term of the whole formula."""
    followed = []
    for (question, world, typed, _, slip, name), graded in zip(ROWS, verdicts, strict=True):
        reason = graded.reason if slip else ""
        for other in mended(question, typed, reason):
            tried = (grade_formula(question, each, world, 5).verdict for each in other)
            assert "correct" in tried, f"{name}: {reason}"
            followed.append(name)
    assert len(followed) >= 10


def mended(question, typed, reason):
    """For each thing to mend that a reason names, the answers that follow it: there may be several places."""
    swaps = re.findall(r"`([^`]+)` is meant, and not `([^`]+)`", reason)
    assert all(meant != stands for meant, stands in swaps)
    if reason.startswith("Indices"):  # all of them together
        for meant, stands in swaps:
            typed = typed.replace(stands, meant)
        yield [typed]
        return
    for meant, stands in swaps:
        places = [each.start() for each in re.finditer(re.escape(stands), typed)]
        yield [typed[:at] + meant + typed[at + len(stands) :] for at in places] + [typed.replace(stands, meant)]
    for term in re.findall(r"The term `([^`]+)` is missing", reason):
        if f" {term.lstrip('-')} " in f" {question.formula} " and "(" not in question.formula.split(term)[0]:
            yield [f"{typed} + ({term})"]


def test_a_factor_beyond_what_a_float_can_be_is_none():
    question = Formula(ask="?", formula="10^160 x", where={"x": "scalar"})
    assert grade_formula(question, "10^(-160) x").verdict == "wrong"


def test_an_index_in_a_counterexample_is_a_whole_number():
    question = Formula(ask="?", formula="s (1-s)^(n-1)", where={"s": "scalar", "n": "scalar"})
    for seed in range(1, 6):
        shown = grade_formula(question, "s (1-s)^(n-1) + s", seed=seed).evidence[-1].text
        assert float(shown.split("n = ")[1].rstrip(".")).is_integer(), shown


def test_the_only_name_there_is_is_said_so():
    for where, said in (({"F": "scalar"}, "the only name is F."), ({"F": "scalar", "H": "scalar"}, "names are F, H.")):
        assert grade_formula(Formula(ask="?", formula="exp(F)", where=where), "q").reason.endswith(said)
