"""Decks: what is asked, read from YAML files."""
