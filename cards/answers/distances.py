"""Norms of ∂h_N/∂h_n against the distance, over many orders of magnitude."""

import math

import numpy as np

from cards.answers.styles import Style
from engine import Level, Plot, Series
from models.arrays import Array


def norms_by_distance(*curves: tuple[str, Array, Style], framing: int = 1, x: str = "d = N − n") -> Plot:
    """Curves of norms whose logarithms are given for distances 0, 1, …; the first `framing` of them set the frame."""
    seen = np.concatenate([logs[np.abs(logs) < 600] for _, logs, _ in curves[:framing]])
    low, high = min(float(seen.min()), 0.0) - 5, max(float(seen.max()), 0.0) + 5
    series = []
    for name, logs, style in curves:
        kept = [d for d, log in enumerate(logs) if low <= log <= high]
        series.append(Series(name, tuple(map(float, kept)), tuple(math.exp(logs[d]) for d in kept), style))
    title, scale = r"$\|\partial h_N / \partial h_n\|$", "spectral norm, log scale"
    return Plot(title, tuple(series), x=x, scale=scale, levels=(Level("1", 1.0),), log_y=True)
