"""Use-cases of limits: count what a person does, and refuse what is too much."""
