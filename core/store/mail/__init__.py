"""Storage of mail: who gets it at which address, and what was sent on which day."""
