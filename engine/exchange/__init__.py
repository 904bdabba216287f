"""Cards from other people's notes, and our cards for other people's tools; what does not fit is told with its place."""

FORMATS_IN = ("hashcards", "obsidian", "headings", "csv", "tsv", "json")
FORMATS_OUT = ("apkg", "csv", "tsv", "json", "md")
