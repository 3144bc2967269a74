"""Storage of trials on people."""
