"""The Datasets page: saved cases, their versions and their labels."""
