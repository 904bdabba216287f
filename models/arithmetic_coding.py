"""Arithmetic coding: a text as bits, as few as the probabilities of a model allow.

Every text is a part of the interval [0, 1) as wide as its probability. Each symbol takes its share of what is left:

    low ← low + room · p(symbols before it),    room ← room · p(symbol)

and any number between low and low + room names the text. ⌈-log₂ room⌉ + 1 binary digits suffice, -log₂ room = N·H; so
the cross entropy is a length in bits, to within two. Whoever has the model and the number can follow the same steps.

Integers stand for the fractions: room in units of 2⁻¹²⁸ of a window that moves on by a digit when room has halved (so
wide that what is rounded away comes to less than 10⁻²⁰ bits in 10⁵ symbols), probabilities in units of 2⁻²⁴, so that no
symbol that is possible costs more than 24 bits.
Sources: Rissanen and Langdon, Arithmetic coding, 1979; Martin, Range encoding, 1979.
"""

import math
import operator
from collections.abc import Iterable
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from models.arrays import Array, Ids
from models.reading import Reader

WIDTH, PARTS = 128, 24  # binary digits of the window, and of a probability
ONE, HALF = 1 << WIDTH, 1 << (WIDTH - 1)


class Code(NamedTuple):
    """The digits, and what each symbol cost: -log₂ of its quantised probability. The sum of the costs is N·H."""

    bits: list[int]
    costs: Array  # (N,)


def quantised(p: Array) -> Ids:
    """The borders (K + 1,) of the symbols' shares of 0..2²⁴, for probabilities p (K,).

    What is possible gets one part at least, what is not gets none: one part each goes to the possible, and the rest is
    shared in proportion. Raises ValueError where nothing is possible, or more than there are parts, or p is negative,
    infinite or not a number.
    """
    possible, mass = (p > 0).cumsum(), p.cumsum()  # (K,), (K,): up to each symbol
    if not (len(p) and possible[-1]):
        raise ValueError("no symbol is possible here")
    if not (p.min() >= 0 and mass[-1] < math.inf):
        raise ValueError(f"these are no probabilities: they reach from {p.min()} to {p.max()}")
    if possible[-1] > 1 << PARTS:
        raise ValueError(f"{possible[-1]} symbols are possible, and only {1 << PARTS} can be told apart")
    borders = np.zeros(len(p) + 1, np.int64)  # (K + 1,)
    borders[1:] = mass / mass[-1] * ((1 << PARTS) - possible[-1])  # rounded down
    borders[1:] += possible
    return borders


def encode(text: Iterable[int], reader: Reader) -> Code:
    """The bits of a text of ids, by a reader that has read nothing yet.

    Raises ValueError at a symbol whose probability is 0. The length of the text is not told: see `decode`.
    """
    low, room = 0, ONE  # the interval, within a window of WIDTH digits after those that are written
    bits: list[int] = []
    costs: list[float] = []
    for symbol in map(operator.index, text):  # of arrays, whose own integers would overflow
        borders = quantised(reader.expect())  # (K + 1,)
        if not 0 <= symbol < len(borders) - 1:
            raise ValueError(f"symbol {symbol} at place {len(costs)} is none of the ids 0 to {len(borders) - 2}")
        start, end = borders[symbol : symbol + 2].tolist()
        if start == end:
            raise ValueError(f"symbol {symbol} at place {len(costs)} has the probability 0")
        costs.append(PARTS - math.log2(end - start))
        reader.read(symbol)
        part = room >> PARTS
        low, room = low + part * start, part * (end - start)
        if low >= ONE:  # beyond the window: what is written already goes up by one
            carry(bits)
            low -= ONE
        while room <= HALF:  # the window's first digit is settled, but for a carry: write it, move on by one
            bits.append(low >> (WIDTH - 1))
            low, room = low * 2 % ONE, room * 2
    for digits in range(3):  # the shortest number whose every continuation lies in [low, low + room)
        step = ONE >> digits
        number = -(-low // step) * step
        if number + step <= low + room:
            break
    if number >= ONE:
        carry(bits)
    bits += [number >> (WIDTH - 1 - place) & 1 for place in range(digits)]
    return Code(bits, np.array(costs))


def carry(bits: list[int]) -> None:
    """Add one at the last digit. Never past the first: all numbers of the interval are below 1."""
    place = len(bits) - 1
    while bits[place]:
        bits[place] = 0
        place -= 1
    bits[place] = 1


def decode(bits: Iterable[int], length: int, reader: Reader) -> list[int]:
    """The text of `length` symbols that has these bits, by such a reader as it was encoded with.

    The bits may be followed by any others. A model with an end symbol would tell the length by itself.
    """
    digits = chain(map(int, bits), repeat(0))  # an array's own integers, or truth values, would overflow
    number, room = 0, ONE  # the number less low, in the encoder's window: no need to know low itself
    for _ in range(WIDTH):
        number = number * 2 + next(digits)
    text: list[int] = []
    for _ in range(length):
        borders = quantised(reader.expect())  # (K + 1,)
        part = room >> PARTS
        place = min(number // part, (1 << PARTS) - 1)  # the last, for bits that are no text's code
        symbol = int(np.searchsorted(borders, place, side="right")) - 1
        text.append(symbol)
        reader.read(symbol)
        start, end = borders[symbol : symbol + 2].tolist()
        number, room = number - part * start, part * (end - start)
        while room <= HALF:
            number, room = number * 2 + next(digits), room * 2
    return text
