"""Drawing stays light: nothing heavy is loaded for it, so that a first plot costs no pause."""

import subprocess
import sys

DRAW_A_PLOT = """
import sys
from engine.exhibits import Plot, Series
from tui.draw import draw
draw(Plot("$x$", (Series("y", (1.0, 2.0), (3.0, 4.0)),)), 60)
heavy = ("numpy", "sympy", "plotext", "textual_plot", "pygments", "textual.app")
print([name for name in heavy if name in sys.modules])
"""


def test_a_plot_loads_no_array_library_and_no_app() -> None:
    done = subprocess.run([sys.executable, "-c", DRAW_A_PLOT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
