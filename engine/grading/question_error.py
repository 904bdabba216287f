"""A question that cannot be graded, by its author's doing."""


class QuestionError(Exception):
    """What is wrong with a question's formula, or its world: one line for the deck's author."""
