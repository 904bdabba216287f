"""A formula that cannot be read: why, and where."""


class FormulaError(ValueError):
    """`message` is one clear line that says what would be right, `column` the place in the text, counted from 0."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


class OtherIndexError(FormulaError):
    """A name that no symbol bears, where `alike` bear it with another step in the index: h_n beside h_{n-1}."""

    def __init__(self, message: str, column: int, name: str, alike: tuple[str, ...]) -> None:
        super().__init__(message, column)
        self.name = name
        self.alike = alike
