"""The card of a goal: what Rein understood, which the person confirms or corrects."""
