"""Markdown with mathematics, laid out for a terminal: read, cut into words, wrapped, put into blocks."""
