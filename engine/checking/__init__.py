"""What `recur check` does beyond reading: answers are run, answers to questions graded, and decks looked over."""
