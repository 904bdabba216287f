"""A built wheel works in an environment of its own, outside the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True, text=True)
    (built,) = folder.glob("recurrent_study-*.whl")
    return built


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and our dependencies, but without the checkout.

    The dependencies come from the running environment by a path entry: its own `.pth` files, and with them the
    editable install, are not read that way.
    """
    env = tmp_path_factory.mktemp("wheel") / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", env], check=True)
    python = env / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True, text=True)
    (site,) = (env / "lib").glob("python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return env / "bin"


def test_the_wheel_carries_the_decks_and_the_styles(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for deck in (ROOT / "cards").glob("*.yaml"):
        assert {f"cards/{deck.name}", f"cards/{deck.stem}.py"} <= names
    for extra in [*ROOT.glob("cards/**/*.py"), *ROOT.glob("engine/**/*.sql"), *ROOT.glob("tui/**/*.tcss")]:
        assert str(extra.relative_to(ROOT)) in names
    assert {name.partition("/")[0] for name in names if "dist-info" not in name} == {"cards", "engine", "models", "tui"}


def test_the_installed_command_studies_and_shows(bin_folder: Path, tmp_path: Path) -> None:
    def recur(*arguments: str) -> str:
        environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        done = subprocess.run(
            [bin_folder / "recur", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    cards = json.loads(recur("list", "--json"))
    assert len(cards) >= 30
    shown = json.loads(recur("show", "perplexity", "--json"))
    assert any(each["kind"] == "claim" and each["holds"] for each in shown["exhibits"])
    assert str(ROOT) not in recur()
