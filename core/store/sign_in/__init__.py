"""Storage of what people sign in with."""
