# ruff: noqa: T201 - a fuzzer prints what it finds
"""Fuzzes the reader of formulas: `python tests/hostile/fuzz_formulas.py SECONDS SEED`.

Cuts, joins, swaps and repeats pieces of formulas in all notations and of the hostile corpus, and single characters
from everywhere in Unicode. Every input is read with no symbols and with some; whatever is not a FormulaError inside the
text, whatever reads back as another formula once laid out, is printed with its input. Prints its count as it goes.
"""

import random
import sys
import time
import traceback
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS / "engine" / "formula"), str(TESTS / "hostile")]

# Found by the path that is set above.
import formulas  # noqa: E402
from formula_table import LAID_OUT, REFUSED, SAME  # noqa: E402
from random_formulas import SYMBOLS  # noqa: E402

from engine.formula.echo import tex  # noqa: E402
from engine.formula.error import FormulaError  # noqa: E402
from engine.formula.kinds import Kind  # noqa: E402
from engine.formula.reading import read  # noqa: E402
from engine.formula.shapes import MisfitError, shape  # noqa: E402
from engine.formula.tree import Product, Tree  # noqa: E402

SEEDS = [*SAME, *(text for texts in SAME.values() for text in texts), *LAID_OUT, *REFUSED, *formulas.ALL]
SEEDS = [seed for seed in SEEDS if len(seed) < 600]
PIECES = sorted({piece for seed in SEEDS for piece in seed.replace("(", " ( ").replace(")", " ) ").split()})
SIGNS = "+-*/^_()[]{},;|'=@!%.\\:ᵀ⊙‖∂√\"<> ²₁ₙ′½·×∘−\u0302"


def mutant(chance: random.Random) -> str:
    """A text that is nearly a formula."""
    text = chance.choice(SEEDS)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8, 20))):
        a, b = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        match chance.randrange(9):
            case 0:
                text = text[:a] + text[b:]
            case 1:
                text = text[:a] + chance.choice(SIGNS) + text[a:]
            case 2:
                text = text[:a] + chance.choice(PIECES) + text[a:]
            case 3:
                text = text[:a] + chance.choice(SEEDS) + text[b:]
            case 4:
                text = text[:b] + text[a:b] * chance.randint(1, 3) + text[b:]
            case 5:
                text = text[:a] + chr(chance.choice((chance.randrange(0x2500), chance.randrange(0x110000)))) + text[a:]
            case 6:
                text = chance.choice(
                    (
                        "({})",
                        "\\frac{{}}{2}",
                        "\\sum_n {}",
                        "-{}",
                        "|{}|",
                        "{}^T",
                        "sum({} for n in range(1, N+1))",
                        "log {}",
                        "{}^2",
                        "\\hat{{}}",
                        "[{}; h]",
                        "{}/{}",
                    )
                ).replace("{}", text)
            case 7:
                text = " ".join(chance.choices(PIECES, k=chance.randint(1, 8)))
            case 8:
                text = "".join(chance.choices(PIECES, k=chance.randint(1, 8)))
        text = text[:2_400]
    return text


def same_product(tree: Tree) -> Tree:
    """The tree with @ as juxtaposition, as it is laid out."""
    changed: dict[str, Any] = {}
    for field in fields(tree):
        value = getattr(tree, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(same_product(each) for each in value)
        elif hasattr(value, "start"):
            changed[field.name] = same_product(value)
    if isinstance(tree, Product) and tree.sign == "@":
        changed["sign"] = ""
    return replace(tree, **changed)


def fits(tree: Tree, symbols: Mapping[str, Kind]) -> bool:
    """Whether the shapes go together: where none fits, a product may be read back in another order."""
    try:
        return bool(shape(tree, symbols) or True)
    except MisfitError:
        return False


def fault(text: str) -> str:
    """What is wrong with how the text is read; empty where nothing is."""
    for symbols in ({}, SYMBOLS):
        try:
            tree = read(text, symbols)
        except FormulaError as error:
            if not 0 <= error.column <= len(text) or not error.message.isprintable() or len(error.message) > 300:
                return f"a bad error: {error.column} {error.message!r}"
            continue
        except Exception:
            return traceback.format_exc()
        if not 0 <= tree.start <= tree.end <= len(text):
            return f"a place outside the text: {tree.start} {tree.end}"
        try:
            laid_out = tex(tree, symbols)
        except Exception:
            return traceback.format_exc()
        try:
            back = read(laid_out, symbols)
        except FormulaError as error:
            if "at most" not in error.message:
                return f"laid out as {laid_out} it cannot be read: {error.message}"
            continue
        if fits(tree, symbols) and same_product(back) != same_product(tree):
            return f"laid out as {laid_out} it reads back as {tex(back, symbols)}"
    return ""


def main(seconds: float, seed: int) -> None:
    """Read mutants for so long."""
    chance, begun, count, faults = random.Random(seed), time.monotonic(), 0, 0
    slowest = (0.0, "")
    while (now := time.monotonic()) - begun < seconds:
        for _ in range(1000):
            text = mutant(chance)
            before = time.process_time()
            found = fault(text)
            slowest = max(slowest, (time.process_time() - before, text))
            count += 1
            if found:
                faults += 1
                print(f"FAULT {text!r}\n{found}\n", flush=True)
        if count % 50_000 == 0:
            so_far = f"{count:,} inputs in {now - begun:.0f} s, {faults} faults"
            print(f"{so_far}, slowest {slowest[0] * 1e3:.0f} ms: {slowest[1][:300]!r}", flush=True)
    worst = f"slowest {slowest[0] * 1e3:.0f} ms: {slowest[1][:300]!r}"
    print(f"ENDED: {count:,} inputs, seed {seed}, {faults} faults, {worst}")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
