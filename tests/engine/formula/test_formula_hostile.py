"""What means harm is refused by its size before anything is built, by its letters, or as a name nobody knows."""

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from random_formulas import SYMBOLS

from engine.formula import parser, reading
from engine.formula.error import FormulaError
from engine.formula.kinds import Kind, kinds
from engine.formula.limits import HEIGHT, parts
from engine.formula.reading import read
from engine.formula.tokens import LENGTH, TOKENS
from engine.formula.tree import Tree


def _corpus() -> ModuleType:
    path = Path(__file__).parents[2] / "hostile" / "formulas.py"
    spec = importlib.util.spec_from_file_location("hostile_formulas", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hostile = _corpus()
NAMED_LIKE_FUNCTIONS = kinds(
    dict.fromkeys(["exp", "sum", "for", "T", "e", "pi", "d", "np", "lambda", "range", "in", "eye"], "scalar")
)


def _short(text: str) -> str:
    return ascii(text[:24])


def _read(text: str, symbols: Mapping[str, Kind]) -> Tree | FormulaError:
    try:
        return read(text, symbols)
    except FormulaError as error:
        assert 0 <= error.column <= len(text)
        assert 0 < len(error.message) < 250
        assert error.message.isprintable()
        return error


@pytest.mark.parametrize("text", hostile.ALL, ids=_short)
def test_what_is_hostile_is_read_or_refused(text: str) -> None:
    for symbols in ({}, SYMBOLS, NAMED_LIKE_FUNCTIONS):
        _read(text, symbols)


@pytest.mark.parametrize("text", (*hostile.CODE, *hostile.UNREADABLE), ids=_short)
def test_what_is_no_formula_is_refused(text: str) -> None:
    assert isinstance(_read(text, SYMBOLS), FormulaError)


@pytest.mark.parametrize("text", hostile.EMPTY_AT_HEART)
def test_what_has_no_value_is_still_a_formula(text: str) -> None:
    assert not isinstance(_read(text, SYMBOLS), FormulaError)


@pytest.mark.parametrize("text", hostile.ALL, ids=_short)
def test_the_work_is_bounded_by_the_caps(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0
    take = parser.Parser.take

    def counted(self: parser.Parser) -> parser.Token:
        nonlocal taken
        taken += 1
        return take(self)

    monkeypatch.setattr(parser.Parser, "take", counted)
    found = _read(text, SYMBOLS)
    assert taken <= (0 if len(text) > LENGTH else 4 * TOKENS)
    if isinstance(found, FormulaError):
        return
    level, height, nodes = [found], 0, 0
    while level:
        height, nodes = height + 1, nodes + len(level)
        level = [part for node in level for part in parts(node)]
    assert height <= HEIGHT
    assert nodes <= 2 * TOKENS


def test_a_symbol_named_like_a_function_is_the_symbol() -> None:
    assert read("exp(x)", kinds({"exp": "scalar", "x": "scalar"})) == read("exp*x".replace("*", " "), {
        "exp": NAMED_LIKE_FUNCTIONS["exp"], "x": NAMED_LIKE_FUNCTIONS["exp"]})  # fmt: skip


def test_nothing_that_runs_text_is_within_reach() -> None:
    for name in ("eval", "exec", "compile", "sympify", "parse_expr", "lambdify"):
        for path in Path(reading.__file__).parent.glob("*.py"):
            assert f"{name}(" not in path.read_text(encoding="utf-8").replace("re.compile(", "")
