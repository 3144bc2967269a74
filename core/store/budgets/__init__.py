"""Storage of budgets."""
