"""Does the judge agree with people: correlation, agreement, length, and the largest gaps."""
