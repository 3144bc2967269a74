"""Storage of outcomes: what people did with their plans."""
