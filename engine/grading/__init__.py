"""Grading: what an answer to a question is worth, with the reason and the evidence."""
