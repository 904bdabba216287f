"""What is wrong with a formula, and where."""


class TexError(ValueError):
    """A formula that cannot be read. `column` is the index into the TeX (from 0) of what is at fault."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
