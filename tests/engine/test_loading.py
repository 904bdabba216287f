"""Deck code is loaded by the place of its file, anew when its content changed, and touches nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.loading import Loader, LoadingError
from engine.process import environment

DECK = """
from engine import Claim, answer

@answer()
def where():
    import cards, engine, models
    yield Claim("one root", engine.__file__.replace("engine", "models"), "=", models.__file__)
    yield Claim("and the decks", engine.__file__.replace("engine", "cards"), "=", cards.__file__)
"""


def test_a_file_is_run_anew_when_its_content_changed_and_only_then(tmp_path: Path) -> None:
    code = tmp_path / "deck.py"
    code.write_text("value = [1]\n")
    stamp = code.stat().st_mtime_ns
    loader = Loader()
    first = loader.module(code)
    assert loader.module(code) is first
    code.write_text("value = [2]\n")
    os.utime(code, ns=(stamp, stamp))  # the same size at the same time: the content decides
    assert loader.module(code).value == [2]


def test_an_edited_module_that_a_deck_imports_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    model, code = tmp_path / "a_model_of_the_test.py", tmp_path / "deck.py"
    model.write_text("value = 1\n")
    code.write_text("from a_model_of_the_test import value\n")
    loader = Loader()
    first = loader.module(code)
    assert loader.module(code) is first
    model.write_text("value = 1 + 1\n")
    assert loader.module(code).value == 2


@pytest.mark.filterwarnings("ignore:can't resolve package:ImportWarning")  # of the relative one, by Python itself
@pytest.mark.parametrize("line", ["from helper import x", "import helper.x", "from .helper import x"])
def test_an_import_from_beside_a_deck_is_told_with_what_to_do(tmp_path: Path, line: str) -> None:
    code = tmp_path / "deck.py"
    (tmp_path / "helper.py").write_text("x = 1\n")
    code.write_text(f"import math\n{line}\n")
    with pytest.raises(LoadingError, match=r"\(.*/deck\.py:2\): imports are not looked for beside a deck; put what"):
        Loader().module(code)
    code.write_text("import nowhere_at_all\n")
    with pytest.raises(LoadingError, match=r"No module named 'nowhere_at_all' \(.*/deck\.py:1\)$"):
        Loader().module(code)


def test_loading_writes_nothing_and_leaves_the_path_alone(tmp_path: Path) -> None:
    code = tmp_path / "deck.py"
    code.write_text("import dataclasses\n@dataclasses.dataclass\nclass Pair:\n    left: 'int'\n")
    path = list(sys.path)
    assert Loader().module(code).Pair(1).left == 1
    assert sys.path == path
    assert list(tmp_path.iterdir()) == [code]


def test_two_decks_of_one_name_are_two_modules(tmp_path: Path) -> None:
    loader = Loader()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "deck.py").write_text(f"name = {folder!r}")
    assert [loader.module(tmp_path / folder / "deck.py").name for folder in ("one", "two")] == ["one", "two"]


def test_code_that_fails_once_is_tried_again(tmp_path: Path) -> None:
    code = tmp_path / "deck.py"
    code.write_text("import sys\nsys.exit(1)\n")
    loader = Loader()
    with pytest.raises(LoadingError, match=r"the code does not load: SystemExit: 1 \(.*/deck\.py:2\)"):
        loader.module(code)
    code.write_text("good = True\n")
    assert loader.module(code).good


def test_the_worker_is_given_no_foreign_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{os.pathsep}.{os.pathsep}/somewhere")
    monkeypatch.setenv("PYTHONINSPECT", "1")
    given = environment()
    assert Path(given.get("PYTHONPATH", "/")).is_absolute()
    assert os.pathsep not in given.get("PYTHONPATH", "")
    assert "PYTHONINSPECT" not in given
    assert given["OPENBLAS_NUM_THREADS"] == "1"


def test_a_hostile_working_folder_is_not_executed_and_no_home_is_needed(tmp_path: Path) -> None:
    here, deck = tmp_path / "here", tmp_path / "decks" / "deck.py"
    here.mkdir()
    deck.parent.mkdir()
    deck.write_text(DECK)
    for folder in (here, deck.parent):
        for name in ("models", "engine", "numpy", "sitecustomize", "inspect"):
            (folder / f"{name}.py").write_text(f"open({str(tmp_path / 'executed')!r}, 'w')")
    script = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom engine.claims import holds\n"
        "from engine.runner import Ended, Runner\n"
        "async def flow():\n"
        "    async with Runner(spare=False) as runner:\n"
        "        async for item in runner.run(Path(sys.argv[1]), 'where', {}):\n"
        "            print(item.outcome + item.message if isinstance(item, Ended) else holds(item))\n"
        "asyncio.run(flow())\n"
    )
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "HOME"}}
    ran = subprocess.run(
        [sys.executable, "-P", "-c", script, "../decks/deck.py"],
        cwd=here,
        env=kept | {"HOME": "/nonexistent"},
        capture_output=True,
        text=True,
    )
    assert ran.stdout.split() == ["True", "True", "done"], ran.stderr
    assert not (tmp_path / "executed").exists()
