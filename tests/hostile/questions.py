"""Question generators and worlds that misbehave, each in one way, and some that don't."""

import os
import random
import sys
import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from engine import Exhibit, Prose, answer

Made = Mapping[str, Any]


def good(rng: np.random.Generator) -> Made:
    return {"ask": "What is this?", "number": rng.integers(0, 10**9), "tolerance": np.float64(0.5)}


def choosing(rng: np.random.Generator) -> Made:
    return {"ask": f"Which? {rng.integers(100)}", "choose": ({"right": "yes"}, {"wrong": "no", "because": "It is."})}


def large(rng: np.random.Generator) -> Made:
    return {"ask": "How many?", "number": 2**200}


def raises(rng: np.random.Generator) -> Made:
    raise ValueError("not\nthis way")


def interrupts(rng: np.random.Generator) -> Made:
    raise KeyboardInterrupt


def leaves(rng: np.random.Generator) -> Made:
    sys.exit(0)


def leaves_at_once(rng: np.random.Generator) -> Made:
    os._exit(3)


def loops(rng: np.random.Generator) -> Made:
    while True:
        pass


def loops_in_c(rng: np.random.Generator) -> Made:
    return {"ask": str(9**9**9), "number": 1}


def eats(rng: np.random.Generator) -> Made:
    eaten = []
    while True:
        eaten.append(np.ones(2**24))


def prints(rng: np.random.Generator) -> Made:
    while True:
        os.write(2, b"x" * 4096)


def moves(rng: np.random.Generator) -> Made:
    os.chdir("/")
    return good(rng)


def gives_nothing(rng: np.random.Generator) -> Made:
    return None


def gives_a_list(rng: np.random.Generator) -> Made:
    return [1, 2]


def gives_an_object(rng: np.random.Generator) -> Made:
    return {"ask": "What?", "number": object()}


def gives_no_kind(rng: np.random.Generator) -> Made:
    return {"ask": "What?"}


def gives_no_number(rng: np.random.Generator) -> Made:
    return {"ask": "What?", "number": float("nan")}


def gives_a_number_for_text(rng: np.random.Generator) -> Made:
    return {"ask": "What?", "text": ["eight", 8]}


def gives_a_generator(rng: np.random.Generator) -> Made:
    return {"generate": "good"}


def gives_much(rng: np.random.Generator) -> Made:
    return {"ask": "x" * 2**21, "number": 1}


def takes_nothing() -> Made:
    return {"ask": "What?", "number": 1}


def takes_chances(rng: np.random.Generator) -> Made:
    return {"ask": f"{time.perf_counter_ns()} {random.random()}", "number": 1}


def world(rng: np.random.Generator) -> Made:
    return {"x": rng.normal()}


def many_named(rng: np.random.Generator) -> Made:
    """One that gives something of every kind."""
    K, H, N = (int(each) for each in rng.choice(range(2, 20), 3, replace=False))
    values = {"W": rng.normal(size=(K, H)), "p": rng.normal(size=K), "x": rng.normal(size=2 * H), "g": np.tanh}
    return {**values, "N": N, "h": {n: rng.normal(size=H) for n in range(N + 1)}}


def numbered_world(rng: np.random.Generator) -> Made:
    return {1: rng.normal()}


@answer()
def an_answer() -> Any:
    def show() -> Exhibit:
        return Prose("not a question")

    yield show()


not_a_function = 8
