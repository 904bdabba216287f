"""Worlds of the formulas that quizzes ask for: one run of a network with drawn parameters, one network a file.

Every name has the value that the others give it, so that an equivalent formula is one of the same value.
"""
