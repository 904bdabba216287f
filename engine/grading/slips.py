"""Names of what goes wrong, each as a sentence, for a deck that names a slip and says no more."""

SLIPS = {
    "sign": "The sign is the other way round.",
    "transposed": "It is transposed.",
    "factor": "A factor is missing, or one too many.",
    "shape": "It has the wrong shape.",
    "index": "An index is off.",
    "wrong index": "An index is off.",
    "reciprocal": "It is upside down.",
    "off by one": "It is off by one.",
    "nats for bits": "It is in nats, and bits are asked for.",
    "bits for nats": "It is in bits, and nats are asked for.",
    "mean for sum": "It is the mean, and the sum is asked for.",
    "sum for mean": "It is the sum, and the mean is asked for.",
}


def told(feedback: str) -> tuple[str, str]:
    """The slip and the reason that a deck's feedback states: the name of a known slip says both."""
    name = feedback.strip().rstrip(".").casefold()
    return (name, SLIPS[name]) if name in SLIPS else ("", feedback.strip())
