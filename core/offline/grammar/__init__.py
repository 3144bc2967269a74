"""Grammar of what the coach writes around a person's words: person, phrases, agreement."""
