"""The proof of a trial: a file from which its result is computed again."""
