"""Datasets: saved cases with their hashes and splits, what people say of them, and who is next."""
