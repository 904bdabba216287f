"""The three arrows of the house: tui → engine ← cards → models."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_import_contracts_hold() -> None:
    lint = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr


@pytest.mark.parametrize(
    ("package", "without", "never"),
    [
        ("models", "", {"cards", "engine", "tui", "textual", "yaml", "fsrs", "sqlite3"}),
        ("engine", "", {"cards", "models", "tui", "textual", "rich"}),
        ("engine", "engine.grading.", {"numpy", "sympy"}),  # formulas are graded in the worker process alone
        ("tui", "", {"cards", "models", "numpy", "sympy", "fsrs"}),
        ("cards", "", {"tui", "textual", "rich", "sqlite3", "fsrs"}),
    ],
)
def test_what_a_package_loads_when_all_of_it_is_imported(package: str, without: str, never: set[str]) -> None:
    """Proved in a process of its own: every module of the package, but for those `without`, and what came with it."""
    script = f"""
import importlib, pkgutil, sys
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(package.__path__, {package!r} + "."):
    if not module.name.endswith("__main__") and not ({without!r} and module.name.startswith({without!r})):
        importlib.import_module(module.name)
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
    found = subprocess.run([sys.executable, "-P", "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert not never & set(found.stdout.split())
