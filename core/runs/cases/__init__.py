"""The runs of an evaluation run: a case writes and is scored, a pair is compared."""
