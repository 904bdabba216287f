"""A formula that cannot be read: why, and where."""


class FormulaError(ValueError):
    """`message` is one clear line that says what would be right, `column` the place in the text, counted from 0."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
