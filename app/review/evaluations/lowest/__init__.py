"""The lowest-scored results first, with why."""
