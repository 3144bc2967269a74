"""Use-cases of grants to read texts in full."""
