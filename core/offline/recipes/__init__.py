"""Recipes: plans for specific aims, found by meaning, with numbers that make sense for the aim."""
