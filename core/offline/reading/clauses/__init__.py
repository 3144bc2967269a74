"""What the clauses of a text speak of: now, the past, a habit, another person."""
