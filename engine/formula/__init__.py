"""Formulas as people type them: read by a closed grammar into a tree, laid out as TeX. Nothing typed is executed."""
