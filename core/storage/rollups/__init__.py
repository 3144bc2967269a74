"""Daily sums, kept in the transaction of each fact, and rebuilt from the facts."""
