"""If-then plans: which moments get one, and in which weeks each of them stands."""
