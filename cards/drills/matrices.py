"""Small matrices as they are asked about."""

from models.arrays import Array, Ids


def matrix(rows: Array | Ids) -> str:
    """A matrix in TeX."""
    cells = r" \\ ".join(" & ".join(f"{each:g}" for each in row) for row in rows.tolist())
    return f"\\begin{{pmatrix}} {cells} \\end{{pmatrix}}"


def entry_name(i: int, j: int) -> str:
    """Row 1, column 2: the entry with these places, which count from 0."""
    return f"row {i + 1}, column {j + 1}"
