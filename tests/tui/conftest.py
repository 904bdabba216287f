"""The app's worker processes import NumPy alone beforehand here: no answer of these decks needs SymPy.

To load it in each of them would take most of the time of many tests. The app as it is is opened in tests/repository.
"""

import pytest

from engine import runner


@pytest.fixture(autouse=True)
def workers_without_sympy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "WARM", ("numpy",))
