"""Storage of grants to read texts in full."""
