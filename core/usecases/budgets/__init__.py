"""Use-cases of budgets."""
