"""Questions made anew each time, one topic a file: seeded functions, whose right answers the models compute.

`from cards.drills.scoring import perplexity_drill` in `language_models.py` makes it a question of that deck, asked by
`generate: perplexity_drill`.
"""
