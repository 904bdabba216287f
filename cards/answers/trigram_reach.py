"""Which predictions of a neural trigram notice that a word has changed."""

from collections.abc import Iterator

import numpy as np

from cards.answers.trigram_examples import WORDS, of_scale
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, seed, slider
from models import trigram


@answer(
    place=slider(1, 8, 5, label="n"),
    word=choice(*WORDS, start="cat", label="new word"),
    hidden=slider(1, 8, 4, label="hidden H"),
    seed=seed(),
)
@code(trigram.loss, {"words[1:-1], words[:-2]": "the two words before each; the word itself is not among them"})
def reach_of_a_word(place: int, word: str, hidden: int, seed: int) -> Iterator[Exhibit]:
    """Change one word of a text, and see which predictions move."""
    text = [WORDS.index(each) for each in ["the", "dog", "sees", "the", "dog", ".", "the", "cat", "."]]
    changed = text.copy()
    changed[place - 1] = WORDS.index(word)
    params = of_scale(len(WORDS), hidden, seed)
    before, after = ({n: trigram.forward(params, t[n - 2], t[n - 3])[1] for n in range(3, 10)} for t in (text, changed))
    moved = {n: float(np.abs(after[n] - before[n]).max()) for n in before}
    yield Prose(f'$w_{place}$ becomes "{word}". Which predictions notice?')
    rows = [(n, WORDS[text[n - 1]], WORDS[changed[n - 1]], moved.get(n)) for n in range(1, 10)]
    yield Table(("$n$", "text", "changed", r"$\hat p_n$ moves by"), tuple(rows))
    near = [moved[n] for n in (place + 1, place + 2) if n in moved]
    far = [size for n, size in moved.items() if n not in (place + 1, place + 2)]
    if place in moved:
        yield Claim(f"$\\hat p_{place}$ does not see $w_{place}$", moved[place], "=", 0)
    yield Claim("nor does any but the next two", max(far), "=", 0)
    if changed == text:
        yield Claim("the word stays: the next two move by", max(near), "=", 0)
    else:
        yield Claim("the next two move by", max(near), ">", 0)
    again = float(np.abs(before[3] - before[6]).max())
    yield Claim(r'after "the dog" at $n = 3$ and at $n = 6$', again, "=", 0)
