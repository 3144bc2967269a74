"""Use-cases of the people who have an account."""
