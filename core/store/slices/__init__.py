"""Storage of slices: the conditions they are, and what there is to choose from."""
