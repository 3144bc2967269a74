"""The rating of a result by the person it was written for."""
