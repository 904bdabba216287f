"""Shapes that do not fit."""

from engine.formula.tree import Tree


class ShapeError(Exception):
    """Why the shapes do not fit, and where: `column` counts from 0.

    `notation`: the formula may well be meant rightly, and only its writing leaves open what is meant.
    """

    def __init__(self, message: str, tree: Tree, *, notation: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.column = tree.start
        self.notation = notation
