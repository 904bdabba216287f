"""Record what PyTorch's autograd says of the trigram and the recurrent network, for tests/models/test_golden.py.

    python tests/peers/record_golden.py            needs torch 2.13.0 and numpy; writes tests/models/golden/torch.json

Nothing of ours is imported: inputs are drawn here and stored with what came out, all in float64.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

GOLDEN = Path(__file__).parents[1] / "models" / "golden" / "torch.json"
ACTIVATIONS = {"tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu, "identity": lambda z: z}


def parameters(shapes: dict[str, tuple[int, ...]], rng: np.random.Generator) -> dict[str, torch.Tensor]:
    return {
        name: torch.tensor(rng.normal(0, 0.7, shape).round(3), requires_grad=True) for name, shape in shapes.items()
    }


def told(kind: str, given: dict[str, Any], made: dict[str, torch.Tensor], loss: torch.Tensor) -> dict[str, Any]:
    loss.backward()
    return {
        "kind": kind,
        **given,
        "params": {name: each.detach().tolist() for name, each in made.items()},
        "loss": loss.item(),
        "gradient": {name: each.grad.tolist() for name, each in made.items()},
    }


def trigram(K: int, H: int, N: int, activation: str, rng: np.random.Generator) -> dict[str, Any]:
    made = parameters({"V": (H, 2 * K), "c": (H,), "W": (K, H), "b": (K,)}, rng)
    tokens = torch.tensor(rng.integers(0, K, N))
    onehot = torch.nn.functional.one_hot(tokens, K).double()
    x = torch.cat([onehot[1:-1], onehot[:-2]], dim=1)
    h = ACTIVATIONS[activation](torch.nn.functional.linear(x, made["V"], made["c"]))
    loss = torch.nn.functional.cross_entropy(torch.nn.functional.linear(h, made["W"], made["b"]), tokens[2:])
    return told("trigram", {"activation": activation, "tokens": tokens.tolist()}, made, loss)


def rnn(
    K: int, H: int, N: int, B: int | None, activation: str, rng: np.random.Generator, k: int | None = None
) -> dict[str, Any]:
    """With `k` no gradient crosses the border between chunks of k steps."""
    made = parameters({"Vx": (H, K), "Vh": (H, H), "c": (H,), "W": (K, H), "b": (K,)}, rng)
    shape = (N,) if B is None else (N, B)
    inputs, targets = (torch.tensor(rng.integers(0, K, shape)) for _ in range(2))
    h0 = torch.tensor(rng.normal(size=(*shape[1:], H)).round(3))
    h, logits = h0, []
    for n, word in enumerate(inputs):
        if k and n % k == 0:
            h = h.detach()
        h = ACTIVATIONS[activation](made["Vx"].T[word] + h @ made["Vh"].T + made["c"])
        logits.append(h @ made["W"].T + made["b"])
    loss = torch.nn.functional.cross_entropy(torch.stack(logits).reshape(-1, K), targets.reshape(-1))
    given = {
        "activation": activation,
        "inputs": inputs.tolist(),
        "targets": targets.tolist(),
        "h0": h0.tolist(),
    }
    return told("rnn", given, made, loss)


def main() -> None:
    rng = np.random.default_rng(20130521)
    cases = [trigram(5, 4, 9, name, rng) for name in ACTIVATIONS]
    cases += [rnn(5, 4, 7, None, name, rng) for name in ACTIVATIONS]
    cases += [rnn(4, 3, 6, 3, "tanh", rng), rnn(1, 1, 1, None, "tanh", rng), rnn(130, 2, 9, 2, "sigmoid", rng)]
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(json.dumps({"torch": torch.__version__.split("+")[0], "cases": cases}) + "\n")


if __name__ == "__main__":
    main()
